package dev.tideway.e2e.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tideway.e2e.chart.Chart;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Values of the chart, from a file that people are offered, with changes. */
final class ChartValues {
  private final ObjectNode tree;

  private ChartValues(ObjectNode tree) {
    this.tree = tree;
  }

  /** None: the chart's defaults. */
  static ChartValues none() {
    return new ChartValues(JsonNodeFactory.instance.objectNode());
  }

  static ChartValues of(String file) throws IOException {
    return new ChartValues((ObjectNode) Chart.tree(file));
  }

  /** Of a text in place of a file. */
  static ChartValues parse(String yaml) {
    return new ChartValues((ObjectNode) Serialization.unmarshal(yaml, JsonNode.class));
  }

  /** Leaves a value to its default. Keys are joined by dots. */
  ChartValues without(String path) {
    List<String> keys = Arrays.asList(path.split("\\."));
    JsonNode at = tree;
    for (String key : keys.subList(0, keys.size() - 1)) {
      at = at.path(key);
    }
    if (at instanceof ObjectNode parent) {
      parent.remove(keys.getLast());
    }
    return this;
  }

  ChartValues with(String path, String yaml) {
    List<String> keys = Arrays.asList(path.split("\\."));
    ObjectNode at = tree;
    for (String key : keys.subList(0, keys.size() - 1)) {
      at = at.withObjectProperty(key);
    }
    at.set(keys.getLast(), Serialization.unmarshal(yaml, JsonNode.class));
    return this;
  }

  /** The argument that gives them to Helm, by a file in this folder. */
  String argument(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(file, Serialization.asYaml(tree));
    return "--values=" + file.toAbsolutePath();
  }
}
