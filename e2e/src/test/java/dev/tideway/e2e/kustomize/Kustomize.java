package dev.tideway.e2e.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import dev.tideway.e2e.Command;
import dev.tideway.e2e.Trees;
import dev.tideway.e2e.chart.Chart;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A copy of the folder {@code kustomize}, in which a test does what a user does. */
final class Kustomize {
  static final Path FOLDER = Chart.FOLDER.resolveSibling("../kustomize").normalize();

  private final Path copy;
  private final String kubectl =
      Tools.standard().get(Tool.KUBERNETES, System.err::println).resolve("kubectl").toString();

  private Kustomize(Path copy) {
    this.copy = copy;
  }

  static Kustomize copyTo(Path folder) throws IOException {
    Trees.copy(FOLDER, folder);
    return new Kustomize(folder);
  }

  /** A kustomization of the repository itself. */
  Path folder(String path) {
    return copy.resolve(path);
  }

  /** An overlay as it is, but with these components. */
  Path overlay(Overlay overlay, Set<Component> on, String name) throws IOException {
    return overlay(
        overlay,
        name,
        file -> {
          if (!file.contains("kind: Kustomization")) {
            return file;
          }
          ObjectNode tree = (ObjectNode) Serialization.unmarshal(file, JsonNode.class);
          JsonNode before = tree.path("components");
          ArrayNode components = tree.putArray("components");
          on.forEach(component -> components.add(component.path(overlay)));
          for (JsonNode component : before) {
            if (component.asText().endsWith("/wiring")) {
              components.add(component);
            }
          }
          return Serialization.asYaml(tree);
        });
  }

  /** A copy of an overlay's own files beside it, with an edited kustomization. */
  Path overlay(Overlay overlay, String name, UnaryOperator<String> edit) throws IOException {
    Path into = Files.createDirectories(copy.resolve("overlays").resolve(name));
    try (Stream<Path> files = Files.list(copy.resolve("overlays").resolve(overlay.folder()))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        boolean edited = !file.getFileName().toString().equals("images.yaml");
        Files.writeString(into.resolve(file.getFileName()), edited ? edit.apply(text) : text);
      }
    }
    return into;
  }

  /** A kustomization of a user's own. */
  Path written(String name, String text) throws IOException {
    Path into = Files.createDirectories(copy.resolve("overlays").resolve(name));
    Files.writeString(into.resolve("kustomization.yaml"), text);
    return into;
  }

  List<JsonNode> build(Path kustomization) {
    return Pattern.compile("(?m)^---$")
        .splitAsStream(kubectl("kustomize", kustomization.toString()).succeeded())
        .map(text -> Serialization.unmarshal(text, JsonNode.class))
        .toList();
  }

  Command.Ended kubectl(String first, String... more) {
    try {
      return Command.of(kubectl, first).and(more).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
