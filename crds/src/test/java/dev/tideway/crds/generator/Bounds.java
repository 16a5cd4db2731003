package dev.tideway.crds.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bounds for whatever has none yet: the cost of a rule is estimated from the largest object. */
final class Bounds {
  private static final int TEXT = 1024;
  private static final int STATUS_TEXT = 32768;
  private static final int NUMBER_OR_TEXT = 64;
  private static final int ITEMS = 64;

  private Bounds() {}

  static void complete(Map<String, Object> schema) {
    Schema.walk(
        schema,
        "",
        (path, node) -> {
          if (node.containsKey("x-kubernetes-int-or-string")) {
            node.putIfAbsent("maxLength", NUMBER_OR_TEXT);
          } else if ("string".equals(node.get("type")) && !node.containsKey("enum")) {
            node.putIfAbsent("maxLength", path.startsWith("status") ? STATUS_TEXT : TEXT);
          } else if ("array".equals(node.get("type"))) {
            node.putIfAbsent("maxItems", ITEMS);
            node.putIfAbsent("x-kubernetes-list-type", "atomic");
          } else if (node.containsKey("additionalProperties")) {
            node.putIfAbsent("maxProperties", ITEMS);
          }
        });
  }

  /** Fields that nobody described. */
  static List<String> undescribed(Map<String, Object> schema) {
    List<String> paths = new ArrayList<>();
    Schema.walk(
        schema,
        "",
        (path, node) -> {
          if (!path.startsWith("metadata")
              && !path.endsWith("[]")
              && !path.endsWith("{}")
              && !node.containsKey("description")) {
            paths.add(path);
          }
        });
    return paths;
  }
}
