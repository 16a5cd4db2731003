package dev.tideway.crds.generator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Access to trees of maps and lists, whose types only their writer knows. */
final class Tree {
  private Tree() {}

  @SuppressWarnings("unchecked") // YAML and JSON objects have names for keys
  static Map<String, Object> map(@Nullable Object node) {
    if (node instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException("an object was expected, not " + node);
  }

  /** The object below {@code key}, which is made when it is missing. */
  static Map<String, Object> child(Map<String, Object> node, String key) {
    return map(node.computeIfAbsent(key, _ -> new LinkedHashMap<String, Object>()));
  }

  /** The object below {@code key}, an empty one when it is missing. */
  static Map<String, Object> childOrEmpty(Map<String, Object> node, String key) {
    return node.get(key) instanceof Map<?, ?> map ? map(map) : Map.of();
  }

  @SuppressWarnings("unchecked") // elements are looked at one by one
  static List<Object> list(@Nullable Object node) {
    return node instanceof List<?> list ? (List<Object>) list : List.of();
  }

  /** Puts all of {@code extra} into {@code node}, object by object. */
  static void merge(Map<String, Object> node, Map<String, Object> extra) {
    extra.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> map && node.get(key) instanceof Map<?, ?>) {
            merge(child(node, key), map(map));
          } else {
            node.put(key, value);
          }
        });
  }
}
