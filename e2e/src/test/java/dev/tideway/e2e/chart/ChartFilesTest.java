package dev.tideway.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chart's files agree with each other. */
class ChartFilesTest {

  @Test
  void readmeIsWhatTheValuesMake() throws IOException {
    assertEquals(
        ChartReadme.text(Chart.FOLDER),
        Files.readString(Chart.FOLDER.resolve("README.md")),
        () -> "README.md is not what values.yaml makes; run: " + ChartReadme.COMMAND);
  }

  @Test
  void everyValueIsExplained() throws IOException {
    List<Value> values = Value.read(Files.readAllLines(Chart.FOLDER.resolve("values.yaml")));
    assertFalse(values.isEmpty());
    assertEquals(List.of(), values.stream().filter(v -> v.comment().isEmpty()).toList());
  }

  @Test
  void theSchemaNamesExactlyTheValues() throws IOException {
    JsonNode schema = Chart.tree("values.schema.json");
    assertEquals(
        List.of("/global is only in the schema"),
        differences("", Chart.tree("values.yaml"), schema, schema));
  }

  @Test
  void noObjectOfTheSchemaTakesUnknownKeys() throws IOException {
    // These two are somebody else's: Helm's, and the apiserver's, which checks it.
    List<String> open = List.of("/properties/global", "/definitions/kubernetes");
    assertEquals(open, openObjects("", Chart.tree("values.schema.json")));
  }

  private static List<String> openObjects(String path, JsonNode node) {
    List<String> found = new ArrayList<>();
    JsonNode more = node.path("additionalProperties");
    if (node.path("type").asText().equals("object") && (more.isMissingNode() || more.asBoolean())) {
      found.add(path);
    }
    node.properties()
        .forEach(child -> found.addAll(openObjects(path + "/" + child.getKey(), child.getValue())));
    return found;
  }

  private static List<String> differences(
      String path, JsonNode values, JsonNode node, JsonNode root) {
    String ref = node.path("$ref").asText();
    JsonNode properties = (ref.isEmpty() ? node : root.at(ref.substring(1))).path("properties");
    if (properties.isMissingNode() || values.isEmpty()) {
      return List.of(); // keys of the user's choice, or nothing set
    }
    List<String> found = new ArrayList<>();
    for (var property : properties.properties()) {
      if (!values.has(property.getKey())) {
        found.add(path + "/" + property.getKey() + " is only in the schema");
      }
    }
    for (var value : values.properties()) {
      String at = path + "/" + value.getKey();
      if (properties.has(value.getKey())) {
        found.addAll(differences(at, value.getValue(), properties.get(value.getKey()), root));
      } else {
        found.add(at + " is only in the values");
      }
    }
    return found;
  }
}
