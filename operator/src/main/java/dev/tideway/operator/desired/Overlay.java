package dev.tideway.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  // Of each of these at most one may be there, so that a new one takes the old one's place.
  private static final List<Set<String>> ALTERNATIVES =
      List.of(
          Set.of("exec", "grpc", "httpGet", "sleep", "tcpSocket"), Set.of("value", "valueFrom"));
  // A volume is one of thirty alternatives: it is replaced whole.
  private static final Set<String> REPLACED = Set.of("volumes");

  private Overlay() {}

  static ObjectNode merge(ObjectNode base, JsonNode over) {
    ObjectNode merged = base.deepCopy();
    ALTERNATIVES.stream()
        .filter(names -> names.stream().anyMatch(over::has))
        .forEach(merged::remove);
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
      return mergeByKey(list, over, key, REPLACED.contains(field));
    }
    return over;
  }

  private static ArrayNode mergeByKey(ArrayNode base, JsonNode over, String key, boolean whole) {
    ArrayNode merged = base.deepCopy();
    for (JsonNode item : over) {
      Optional<ObjectNode> same = find(merged, key, item.path(key));
      if (same.isPresent()) {
        ObjectNode now = whole ? item.deepCopy() : merge(same.get(), item);
        same.get().removeAll();
        same.get().setAll(now);
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
