package dev.tideway.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Writes the chart's README from its values: {@code mvn -pl e2e -am process-test-classes
 * -Pgenerate}.
 */
public final class ChartReadme {
  static final String COMMAND = "mvn -pl e2e -am process-test-classes -Pgenerate";

  private ChartReadme() {}

  /** Takes one argument: the root folder of the sources. */
  public static void main(String[] args) throws IOException {
    Path chart = Path.of(args[0], "helm", "tideway");
    Files.writeString(chart.resolve("README.md"), text(chart));
  }

  /** The README of a chart. */
  static String text(Path chart) throws IOException {
    String yaml = Files.readString(chart.resolve("values.yaml"));
    JsonNode values = Serialization.unmarshal(yaml, JsonNode.class);
    String rows =
        Value.read(yaml.lines().toList()).stream()
            .map(value -> row(value, values))
            .collect(Collectors.joining("\n"));
    return Files.readString(chart.resolve("README.md.in"))
        .replace("{{rows}}", rows)
        .replace("{{command}}", COMMAND);
  }

  private static String row(Value value, JsonNode values) {
    String initial =
        value.initial().isEmpty()
            ? values.at("/" + value.path().replace('.', '/')).toString()
            : value.initial();
    return "| `%s` | `%s` | %s |".formatted(value.path(), initial, value.comment());
  }
}
