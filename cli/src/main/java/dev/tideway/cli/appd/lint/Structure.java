package dev.tideway.cli.appd.lint;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Holds a value to the words of its schema: types, fields, bounds. */
final class Structure {
  private final BiConsumer<String, String> found;

  /**
   * @param found takes the path and the message of each mistake
   */
  Structure(BiConsumer<String, String> found) {
    this.found = found;
  }

  void check(Schema schema, Object value, String path) {
    if (schema.isIntOrString()) {
      if (!(value instanceof Long) && !(value instanceof String)) {
        say(path, "write a number or a text, and not " + kind(value));
        return;
      }
    } else if (!schema.type().isEmpty() && !fits(schema.type(), value)) {
      say(
          path,
          "write " + article(schema.type()) + ", and not " + kind(value) + hint(schema, value));
      return;
    }
    if (!schema.list("enum").isEmpty() && !schema.list("enum").contains(value)) {
      say(
          path,
          "write one of "
              + choices(schema)
              + ", and not "
              + shown(value)
              + Similar.hint(String.valueOf(value), names(schema)));
    }
    switch (value) {
      case Map<?, ?> map -> object(schema, map, path);
      case List<?> list -> array(schema, list, path);
      case String text -> text(schema, text, path);
      case Number number -> number(schema, number.doubleValue(), path);
      default -> {}
    }
  }

  private void object(Schema schema, Map<?, ?> map, String path) {
    Map<String, Schema> properties = schema.properties();
    Optional<Schema> others = schema.below("additionalProperties");
    bounds(schema, map.size(), "Properties", "entries", path);
    for (Object name : schema.list("required")) {
      if (!map.containsKey(name)) {
        say(join(path, String.valueOf(name)), "is required" + purpose(properties, name));
      }
    }
    map.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          Optional<Schema> below = Optional.ofNullable(properties.get(name)).or(() -> others);
          if (below.isPresent()) {
            check(below.get(), value, join(path, name));
          } else if (!schema.keepsUnknown()) {
            say(
                join(path, name),
                "there is no such field" + Similar.hint(name, properties.keySet()));
          }
        });
  }

  private void array(Schema schema, List<?> list, String path) {
    bounds(schema, list.size(), "Items", list.size() == 1 ? "item" : "items", path);
    Schema items = schema.below("items").orElse(new Schema(Map.of()));
    for (int i = 0; i < list.size(); i++) {
      check(items, list.get(i), path + "[" + i + "]");
    }
    unique(schema, list, path);
  }

  private void unique(Schema schema, List<?> list, String path) {
    List<?> keys = schema.list("x-kubernetes-list-map-keys");
    boolean set = schema.text("x-kubernetes-list-type").filter("set"::equals).isPresent();
    if (keys.isEmpty() && !set) {
      return;
    }
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      Object key = set ? list.get(i) : identity(list.get(i), keys);
      if (!seen.add(key)) {
        say(path + "[" + i + "]", shown(key) + " is there twice; write each one once");
      }
    }
  }

  private static Object identity(Object element, List<?> keys) {
    Map<Object, Object> identity = new LinkedHashMap<>();
    if (element instanceof Map<?, ?> map) {
      keys.stream().filter(map::containsKey).forEach(key -> identity.put(key, map.get(key)));
    }
    return identity;
  }

  private void text(Schema schema, String text, String path) {
    // The apiserver counts characters here.
    bounds(schema, text.codePointCount(0, text.length()), "Length", "characters", path);
    if (schema.text("format").filter("date-time"::equals).isPresent() && !isInstant(text)) {
      say(path, "write an instant with its time and its offset, such as 2030-01-01T00:00:00Z");
    }
    schema
        .text("pattern")
        .filter(pattern -> !com.google.re2j.Pattern.compile(pattern).matcher(text).find())
        .ifPresent(pattern -> say(path, "write what matches " + pattern));
    if (text.getBytes(StandardCharsets.UTF_8).length > 1 << 20) {
      say(path, "is larger than Kubernetes stores");
    }
  }

  private void number(Schema schema, double number, String path) {
    schema
        .number("minimum")
        .filter(least -> number < least)
        .ifPresent(
            least ->
                say(
                    path,
                    "write " + Numbers.of(least) + " or more, and not " + Numbers.of(number)));
    schema
        .number("maximum")
        .filter(most -> number > most)
        .ifPresent(
            most ->
                say(path, "write " + Numbers.of(most) + " or less, and not " + Numbers.of(number)));
  }

  private void bounds(Schema schema, int size, String what, String words, String path) {
    schema
        .number("min" + what)
        .filter(least -> size < least)
        .ifPresent(
            least ->
                say(
                    path,
                    "write at least " + Numbers.of(least) + " " + words + ", and not " + size));
    schema
        .number("max" + what)
        .filter(most -> size > most)
        .ifPresent(
            most ->
                say(path, "write at most " + Numbers.of(most) + " " + words + ", and not " + size));
  }

  private static boolean fits(String type, Object value) {
    return switch (type) {
      case "object" -> value instanceof Map<?, ?>;
      case "array" -> value instanceof List<?>;
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "integer" -> value instanceof Long || (value instanceof Double d && d == Math.rint(d));
      case "number" -> value instanceof Number;
      default -> true;
    };
  }

  private static String kind(Object value) {
    return switch (value) {
      case Map<?, ?> _ -> "an object";
      case List<?> _ -> "a list";
      case String text -> "the text " + shown(text);
      case Nothing _ -> "nothing";
      default -> "the value " + shown(value);
    };
  }

  private static String article(String type) {
    return switch (type) {
      case "object" -> "fields and their values";
      case "array" -> "a list";
      case "string" -> "a text";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      default -> "a " + type;
    };
  }

  // YAML turns 1.0 into a number, and on into true.
  private static String hint(Schema schema, Object value) {
    return schema.type().equals("string") && (value instanceof Number || value instanceof Boolean)
        ? "; put it in quotation marks"
        : "";
  }

  private static String purpose(Map<String, Schema> properties, Object name) {
    return Optional.ofNullable(properties.get(String.valueOf(name)))
        .flatMap(s -> s.text("description"))
        .map(d -> ": " + d)
        .orElse("");
  }

  private static boolean isInstant(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static List<String> names(Schema schema) {
    return schema.list("enum").stream().map(String::valueOf).toList();
  }

  private static String choices(Schema schema) {
    return schema.list("enum").stream().map(Structure::shown).collect(Collectors.joining(", "));
  }

  private static String shown(Object value) {
    return value instanceof String text && (text.isBlank() || text.contains(" "))
        ? "\"" + text + "\""
        : String.valueOf(value);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private void say(String path, String message) {
    found.accept(path, message);
  }
}
