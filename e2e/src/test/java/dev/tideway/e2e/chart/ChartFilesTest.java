package dev.tideway.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

  @Test
  void theSchemaNamesTheFieldsOfAnApp() throws IOException {
    JsonNode app = Chart.tree("files/crds/appdeployments.tideway.dev.yaml");
    JsonNode fields = app.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties");
    JsonNode schema = Chart.tree("values.schema.json");
    assertEquals(names(fields), names(schema.at("/properties/app/properties/spec/properties")));
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).sorted().toList();
  }

  @Test
  void artifactHubIsToldOfEveryImage() throws IOException {
    JsonNode values = Chart.tree("values.yaml");
    String version = Chart.tree("Chart.yaml").path("appVersion").asText();
    List<String> images =
        values.findParents("repository").stream()
            .map(
                image ->
                    image.path("repository").asText()
                        + ":"
                        + Optional.of(image.path("tag").asText())
                            .filter(tag -> !tag.isEmpty())
                            .orElse(version))
            .sorted()
            .toList();
    assertEquals(images, told("images", "image"));
  }

  @Test
  void artifactHubIsToldOfEveryCrd() throws IOException {
    try (Stream<Path> files = Files.list(Chart.FOLDER.resolve("files/crds"))) {
      List<String> crds =
          files.map(file -> file.getFileName().toString().replace(".yaml", "")).sorted().toList();
      assertEquals(crds, told("crds", "name"));
    }
  }

  private static List<String> told(String annotation, String field) throws IOException {
    String text =
        Chart.tree("Chart.yaml").path("annotations").path("artifacthub.io/" + annotation).asText();
    return Serialization.unmarshal(text, JsonNode.class).findValuesAsText(field).stream()
        .sorted()
        .toList();
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
