package dev.tideway.cli.appd.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Reads fields that may be absent. An operator of another version may write more, or less. */
final class Fields {
  private Fields() {}

  static Optional<String> text(JsonNode node, String field) {
    String value = node.path(field).asText("");
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  static OptionalInt number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
  }

  static Optional<Instant> instant(JsonNode node, String field) {
    return text(node, field).flatMap(Fields::instant);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** An object that may be absent. */
  static <T> Optional<T> object(JsonNode node, String field, Function<JsonNode, T> read) {
    return node.path(field).isObject()
        ? Optional.of(read.apply(node.path(field)))
        : Optional.empty();
  }

  static <T> List<T> list(JsonNode node, String field, Function<JsonNode, T> read) {
    return StreamSupport.stream(node.path(field).spliterator(), false).map(read).toList();
  }
}
