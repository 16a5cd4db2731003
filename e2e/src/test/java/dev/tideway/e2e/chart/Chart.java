package dev.tideway.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The chart's files. */
public final class Chart {
  public static final Path FOLDER = Path.of("..", "helm", "tideway").toAbsolutePath().normalize();

  private Chart() {}

  /** A file of the chart, in YAML or JSON. */
  public static JsonNode tree(String file) throws IOException {
    return Serialization.unmarshal(Files.readString(FOLDER.resolve(file)), JsonNode.class);
  }

  /** The values files that people are offered; the chart's own defaults are in all of them. */
  static List<Path> valuesFiles() throws IOException {
    return list(FOLDER, "values(-.*)?\\.yaml");
  }

  /** Arguments for each values file: those that people are offered, and those of the tests. */
  static List<String> everyValues() throws IOException {
    Path tests = Path.of("src/test/resources/chart/values").toAbsolutePath();
    return Stream.concat(valuesFiles().stream(), list(tests, ".*").stream())
        .map(file -> "--values=" + file)
        .toList();
  }

  /** What a test is called that renders with an argument. */
  static String shortName(String argument) {
    return argument.substring(argument.lastIndexOf('/') + 1);
  }

  private static List<Path> list(Path folder, String names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().matches(names)).sorted().toList();
    }
  }
}
