package dev.tideway.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Helm.
 *
 * @param name what the tests call it
 * @param binary the program
 */
public record Helm(String name, Path binary) {
  public static final String NAMESPACE = "tideway-system";

  /** How a command ended, and all that it printed. */
  public record Result(int code, String output) {}

  /** The majors that people use. */
  public static List<Helm> all() {
    return List.of(provided(Tool.HELM3), provided(Tool.HELM4));
  }

  /** The newer of them. */
  public static Helm newest() {
    return provided(Tool.HELM4);
  }

  /** What the chart makes of these arguments, where there is no cluster to ask. */
  List<HasMetadata> objects(String... arguments) {
    return documents(arguments).map(text -> (HasMetadata) Serialization.unmarshal(text)).toList();
  }

  /** The same, as it stands in the text. */
  public List<JsonNode> trees(String... arguments) {
    return documents(arguments).map(text -> Serialization.unmarshal(text, JsonNode.class)).toList();
  }

  /** The same as texts, with their comments. */
  public Stream<String> documents(String... arguments) {
    Result rendered = template(arguments);
    if (rendered.code() != 0) {
      throw new AssertionError(rendered.output());
    }
    return Pattern.compile("(?m)^---$")
        .splitAsStream(rendered.output())
        .filter(text -> text.contains("kind:"));
  }

  Result template(String... arguments) {
    List<String> command = new ArrayList<>(List.of("template", "tideway", Chart.FOLDER.toString()));
    // A Helm that is built from source believes in a Kubernetes of long ago.
    command.addAll(List.of("--namespace", NAMESPACE, "--kube-version", "1.36.3"));
    command.addAll(List.of(arguments));
    return run(command);
  }

  Result lint(String... arguments) {
    List<String> command = new ArrayList<>(List.of("lint", "--strict", Chart.FOLDER.toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** Runs any command of it. */
  Result run(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      return new Result(process.waitFor(), new String(output, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  private static Helm provided(Tool tool) {
    Path folder = Tools.standard().get(tool, System.err::println);
    return new Helm(tool.title(), folder.resolve("helm"));
  }
}
