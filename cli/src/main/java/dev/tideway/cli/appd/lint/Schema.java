package dev.tideway.cli.appd.lint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of an OpenAPI schema as CRDs have it.
 *
 * @param words what is written in it
 */
record Schema(Map<String, Object> words) {

  /** A rule of the Common Expression Language. */
  record Rule(String rule, String message, Optional<String> messageExpression, String fieldPath) {
    static Rule of(Schema words) {
      return new Rule(
          words.text("rule").orElse("true"),
          words.text("message").orElse("breaks the rule " + words.text("rule").orElse("")),
          words.text("messageExpression"),
          words.text("fieldPath").orElse(""));
    }

    /** Whether it compares with what was there before, which a file doesn't say. */
    boolean isAboutChange() {
      return rule.contains("oldSelf");
    }
  }

  static Schema of(Object node) {
    Map<String, Object> words = new LinkedHashMap<>();
    if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> words.put(String.valueOf(key), value));
    }
    return new Schema(words);
  }

  Optional<String> text(String word) {
    return words.get(word) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  Optional<Double> number(String word) {
    return words.get(word) instanceof Number n ? Optional.of(n.doubleValue()) : Optional.empty();
  }

  boolean says(String word) {
    return Boolean.TRUE.equals(words.get(word));
  }

  List<?> list(String word) {
    return words.get(word) instanceof List<?> list ? list : List.of();
  }

  Optional<Schema> below(String word) {
    return words.get(word) instanceof Map<?, ?> map ? Optional.of(of(map)) : Optional.empty();
  }

  /** Schemas of the fields of an object. */
  Map<String, Schema> properties() {
    Map<String, Schema> properties = new LinkedHashMap<>();
    below("properties").ifPresent(p -> p.words().forEach((name, s) -> properties.put(name, of(s))));
    return properties;
  }

  Optional<Schema> property(String name) {
    return below("properties").flatMap(p -> p.below(name));
  }

  Optional<Object> defaultValue() {
    return Optional.ofNullable(words.get("default"));
  }

  List<Rule> rules() {
    return list("x-kubernetes-validations").stream().map(r -> Rule.of(of(r))).toList();
  }

  boolean isIntOrString() {
    return says("x-kubernetes-int-or-string");
  }

  boolean keepsUnknown() {
    return says("x-kubernetes-preserve-unknown-fields");
  }

  /** string, integer, number, boolean, object or array. */
  String type() {
    return text("type").orElse("");
  }
}
