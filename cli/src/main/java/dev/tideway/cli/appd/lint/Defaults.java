package dev.tideway.cli.appd.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills in what the apiserver would, before anything is checked. */
final class Defaults {
  private Defaults() {}

  static Object apply(Schema schema, Object value) {
    if (value instanceof Map<?, ?> map) {
      return fields(schema, map);
    }
    if (value instanceof List<?> list && schema.below("items").isPresent()) {
      Schema items = schema.below("items").get();
      List<Object> all = new ArrayList<>();
      list.forEach(each -> all.add(apply(items, each)));
      return all;
    }
    return value;
  }

  private static Map<String, Object> fields(Schema schema, Map<?, ?> map) {
    Map<String, Object> all = new LinkedHashMap<>();
    Map<String, Schema> properties = schema.properties();
    map.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          Schema below =
              properties.getOrDefault(
                  name, schema.below("additionalProperties").orElse(new Schema(Map.of())));
          // A null is as good as nothing, unless there is no such field.
          boolean known = properties.containsKey(name) || !below.words().isEmpty();
          if (value != Nothing.NULL || !known) {
            all.put(name, apply(below, value));
          }
        });
    properties.forEach(
        (name, below) ->
            below
                .defaultValue()
                .filter(d -> !all.containsKey(name))
                .ifPresent(d -> all.put(name, apply(below, d))));
    return all;
  }
}
