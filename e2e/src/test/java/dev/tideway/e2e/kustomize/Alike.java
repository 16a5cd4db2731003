package dev.tideway.e2e.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Objects by kind, namespace and name, without what is only Helm's or only Kustomize's. */
final class Alike {
  // Kustomize takes a kind that it doesn't know for one that has a namespace; kubectl leaves it
  // out.
  private static final Set<String> OF_THE_CLUSTER =
      Set.of(
          "GatewayClass",
          "MutatingAdmissionPolicy",
          "MutatingAdmissionPolicyBinding",
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding");

  private Alike() {}

  static Map<String, JsonNode> ofChart(List<JsonNode> rendered) {
    Map<String, JsonNode> objects = new TreeMap<>();
    for (JsonNode object : rendered) {
      ObjectNode metadata = (ObjectNode) object.path("metadata");
      JsonNode annotations = metadata.path("annotations");
      if (annotations.has("helm.sh/hook")) {
        continue; // helm test
      }
      ObjectNode labels = metadata.withObjectProperty("labels");
      labels.remove(List.of("helm.sh/chart", "app.kubernetes.io/managed-by"));
      if (annotations.path("helm.sh/resource-policy").asText().equals("keep")) {
        ((ObjectNode) annotations).remove("helm.sh/resource-policy");
        labels.put(Manifest.KEEP, "true");
        for (String annotation : Manifest.KEEP_ANNOTATIONS) {
          String[] parts = annotation.split(": ", 2);
          ((ObjectNode) annotations).put(parts[0], parts[1]);
        }
      }
      add(objects, object);
    }
    return objects;
  }

  static Map<String, JsonNode> ofKustomize(List<JsonNode> built) {
    Map<String, JsonNode> objects = new TreeMap<>();
    for (JsonNode object : built) {
      String kind = object.path("kind").asText();
      if (OF_THE_CLUSTER.contains(kind)) {
        ((ObjectNode) object.path("metadata")).remove("namespace");
      }
      if (!kind.equals("Namespace")) {
        add(objects, object);
      }
    }
    return objects;
  }

  private static void add(Map<String, JsonNode> objects, JsonNode object) {
    String name =
        "%s %s/%s"
            .formatted(
                object.path("kind").asText(),
                object.at("/metadata/namespace").asText(),
                object.at("/metadata/name").asText());
    if (objects.put(name, object) != null) {
      throw new AssertionError(name + " is there twice");
    }
  }
}
