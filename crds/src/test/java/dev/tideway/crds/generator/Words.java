package dev.tideway.crds.generator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code kubectl explain} doesn't show by itself: defaults and bounds. */
final class Words {
  private Words() {}

  static void complete(Map<String, Object> schema) {
    Schema.walk(
        schema,
        "",
        (_, node) -> {
          if (node.get("description") instanceof String text) {
            String all = text;
            all = all + range(node).map(range -> " " + range).orElse("");
            all = all + defaultOf(node).map(value -> " Default: " + value + ".").orElse("");
            node.put("description", all);
          }
        });
  }

  // The generator's bounds are floating-point numbers, whatever they bound.
  static void wholeNumbers(Map<String, Object> schema) {
    Schema.walk(
        schema,
        "",
        (_, node) -> {
          for (String bound : List.of("minimum", "maximum")) {
            node.computeIfPresent(bound, (_, value) -> whole(value));
          }
        });
  }

  /** Such as {@code From 0 to 100.}, when a number is bound on both sides. */
  private static Optional<String> range(Map<String, Object> node) {
    return node.containsKey("minimum") && node.containsKey("maximum")
        ? Optional.of("From " + node.get("minimum") + " to " + node.get("maximum") + ".")
        : Optional.empty();
  }

  /** A default in YAML. That of an object is left to its fields. */
  static Optional<String> defaultOf(Map<String, Object> node) {
    Object value = node.get("default");
    return value == null || value instanceof Map<?, ?>
        ? Optional.empty()
        : Optional.of(flow(value));
  }

  private static String flow(@Nullable Object value) {
    return switch (value) {
      case List<?> list ->
          list.stream().map(Words::flow).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + ": " + flow(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case null, default -> String.valueOf(value);
    };
  }

  private static Object whole(Object number) {
    return number instanceof Double real && real == Math.rint(real)
        ? (Object) real.longValue()
        : number;
  }
}
