package dev.tideway.crds.generator;

import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Paths into a schema: {@code spec.ports[].name} is a field of a list's items, {@code
 * spec.config.env{}} a map's value, and the empty path the schema itself.
 */
final class Schema {
  private Schema() {}

  static Map<String, Object> at(Map<String, Object> schema, String path) {
    Map<String, Object> node = schema;
    for (String step : path.isEmpty() ? new String[0] : path.split("\\.")) {
      String name = step.replaceAll("[\\[{].*", "");
      node = field(node, name, path);
      String rest = step.substring(name.length());
      for (int i = 0; i < rest.length(); i += 2) {
        node = Tree.map(node.get(rest.charAt(i) == '[' ? "items" : "additionalProperties"));
      }
    }
    return node;
  }

  private static Map<String, Object> field(Map<String, Object> node, String name, String path) {
    if (name.isEmpty()) {
      return node;
    }
    Map<String, Object> fields = Tree.childOrEmpty(node, "properties");
    if (!fields.containsKey(name)) {
      throw new IllegalArgumentException(
          "no field " + path + "; there are " + String.join(", ", fields.keySet()));
    }
    return Tree.map(fields.get(name));
  }

  /** Visits every node with its path, parents first. */
  static void walk(
      Map<String, Object> schema, String path, BiConsumer<String, Map<String, Object>> visitor) {
    visitor.accept(path, schema);
    Tree.childOrEmpty(schema, "properties")
        .forEach(
            (name, node) ->
                walk(Tree.map(node), path.isEmpty() ? name : path + "." + name, visitor));
    if (schema.get("items") instanceof Map<?, ?> items) {
      walk(Tree.map(items), path + "[]", visitor);
    }
    if (schema.get("additionalProperties") instanceof Map<?, ?> values) {
      walk(Tree.map(values), path + "{}", visitor);
    }
  }
}
