package dev.tideway.cli.appd.lint;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the rules of a schema about a value. */
final class Rules {
  private final Expressions expressions = new Expressions();

  /** Takes what comes of it. */
  interface Findings {
    /** A rule that doesn't hold. */
    void broken(String path, String message);

    /** A rule that can't be asked. */
    void unanswered(String path, String message);
  }

  void check(Schema schema, Object value, Findings findings) {
    check(schema, value, "", findings);
  }

  private void check(Schema schema, Object value, String path, Findings findings) {
    for (Schema.Rule rule : schema.rules()) {
      if (!rule.isAboutChange()) {
        ask(rule, typed(schema, value), path, findings);
      }
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, below) -> {
            String name = String.valueOf(key);
            schema
                .property(name)
                .or(() -> schema.below("additionalProperties"))
                .ifPresent(
                    s -> check(s, below, path.isEmpty() ? name : path + "." + name, findings));
          });
    } else if (value instanceof List<?> list && schema.below("items").isPresent()) {
      for (int i = 0; i < list.size(); i++) {
        check(schema.below("items").get(), list.get(i), path + "[" + i + "]", findings);
      }
    }
  }

  private void ask(Schema.Rule rule, Object self, String path, Findings findings) {
    String place =
        path.isEmpty() && rule.fieldPath().startsWith(".")
            ? rule.fieldPath().substring(1)
            : path + rule.fieldPath();
    try {
      if (!expressions.holds(rule.rule(), self)) {
        findings.broken(place, message(rule, self));
      }
    } catch (Expressions.Unanswerable e) {
      findings.unanswered(
          place, "a rule can't be asked: " + e.getMessage() + ": " + rule.message());
    }
  }

  private String message(Schema.Rule rule, Object self) {
    return rule.messageExpression()
        .flatMap(expression -> expressions.text(expression, self))
        .orElse(rule.message());
  }

  // The types that the schema gives, as the expressions know them: a number is a double even where
  // it is written without a point, and an instant isn't a text.
  private static Object typed(Schema schema, Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> all = new LinkedHashMap<>();
        map.forEach(
            (key, below) -> {
              String name = String.valueOf(key);
              Optional<Schema> s =
                  schema.property(name).or(() -> schema.below("additionalProperties"));
              if (below != Nothing.NULL) {
                all.put(name, typed(s.orElse(new Schema(Map.of())), below));
              }
            });
        yield all;
      }
      case List<?> list -> {
        Schema items = schema.below("items").orElse(new Schema(Map.of()));
        List<Object> all = new ArrayList<>();
        list.forEach(each -> all.add(typed(items, each)));
        yield all;
      }
      case Long whole when schema.type().equals("number") -> (double) whole;
      case Double number when schema.type().equals("integer") -> number.longValue();
      case String text when schema.text("format").filter("date-time"::equals).isPresent() ->
          instant(text);
      default -> value;
    };
  }

  private static Object instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return text;
    }
  }
}
