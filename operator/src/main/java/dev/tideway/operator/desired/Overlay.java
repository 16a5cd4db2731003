package dev.tideway.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Merges one pod template over another as a strategic merge patch does: maps by key, lists of named
 * things by their merge key, every other list whole.
 *
 * <p>The merge keys are those of core/v1: a list's {@code x-kubernetes-patch-merge-key}.
 */
final class Overlay {
  private static final Map<String, String> MERGE_KEYS =
      Map.ofEntries(
          Map.entry("containers", "name"),
          Map.entry("initContainers", "name"),
          Map.entry("volumes", "name"),
          Map.entry("env", "name"),
          Map.entry("imagePullSecrets", "name"),
          Map.entry("ports", "containerPort"),
          Map.entry("volumeMounts", "mountPath"),
          Map.entry("volumeDevices", "devicePath"),
          Map.entry("hostAliases", "ip"),
          Map.entry("topologySpreadConstraints", "topologyKey"));

  private Overlay() {}

  static ObjectNode merge(ObjectNode base, JsonNode over) {
    ObjectNode merged = base.deepCopy();
    over.properties()
        .forEach(
            e -> merged.set(e.getKey(), merged(e.getKey(), base.get(e.getKey()), e.getValue())));
    return merged;
  }

  private static JsonNode merged(String field, @Nullable JsonNode base, JsonNode over) {
    if (base instanceof ObjectNode object && over.isObject()) {
      return merge(object, over);
    }
    String key = MERGE_KEYS.get(field);
    if (key != null && base instanceof ArrayNode list && over.isArray()) {
      return mergeByKey(list, over, key);
    }
    return over;
  }

  private static ArrayNode mergeByKey(ArrayNode base, JsonNode over, String key) {
    ArrayNode merged = base.deepCopy();
    for (JsonNode item : over) {
      Optional<ObjectNode> same = find(merged, key, item.path(key));
      if (same.isPresent()) {
        same.get().setAll(merge(same.get(), item));
      } else {
        merged.add(item);
      }
    }
    return merged;
  }

  private static Optional<ObjectNode> find(ArrayNode list, String key, JsonNode value) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(item -> item.path(key).equals(value))
        .map(ObjectNode.class::cast)
        .findFirst();
  }
}
