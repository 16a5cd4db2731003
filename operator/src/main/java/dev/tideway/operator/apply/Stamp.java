package dev.tideway.operator.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A checksum of what we last said of an object, kept on the object: it tells that a field was taken
 * out of the spec, which a look at the remaining fields can't.
 */
final class Stamp {
  static final String ANNOTATION = "tideway.dev/applied";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Stamp() {}

  static void put(HasMetadata desired) {
    Map<String, String> annotations =
        new HashMap<>(Optional.ofNullable(desired.getMetadata().getAnnotations()).orElse(Map.of()));
    annotations.remove(ANNOTATION);
    desired.getMetadata().setAnnotations(annotations);
    annotations.put(ANNOTATION, of(lasting(desired)));
    desired.getMetadata().setAnnotations(annotations);
  }

  /** A checksum that is the same for the same fields in any order. */
  static String of(JsonNode tree) {
    try {
      // Through a plain Object, since only maps are sorted, not trees.
      String text = JSON.writeValueAsString(JSON.treeToValue(tree, Object.class));
      CRC32C crc = new CRC32C();
      crc.update(text.getBytes(StandardCharsets.UTF_8));
      return Long.toHexString(crc.getValue());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  // A Deployment's size is never left out, so a look at it tells all; and where an autoscaler
  // chooses it, we repeat what it chose, which must not look like news.
  private static JsonNode lasting(HasMetadata desired) {
    JsonNode tree = JSON.valueToTree(desired);
    if (desired instanceof Deployment) {
      ((ObjectNode) tree.path("spec")).remove("replicas");
    }
    return tree;
  }
}
