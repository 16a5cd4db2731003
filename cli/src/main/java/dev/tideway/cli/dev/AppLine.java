package dev.tideway.cli.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideway.cli.console.Style;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A line of the app's log, which is JSON for machines, as a person reads it. */
record AppLine(String level, String message, String text) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final Set<String> SHOWN_ELSEWHERE =
      Set.of("time", "level", "logger", "message", "trace_id", "error");
  private static final String DID_NOT_START = "could not start: ";

  /** A line that is no JSON object, such as the JVM's own, stays as it is. */
  static AppLine of(String line, ZoneId zone, Style style) {
    try {
      JsonNode json = JSON.readTree(line);
      if (json != null && json.isObject() && json.has("message")) {
        return of(json, zone, style);
      }
    } catch (JsonProcessingException noJson) {
      // As it is.
    }
    return new AppLine("", line, line);
  }

  /** Why the app can't start, in its own words, when this line says so. */
  Optional<String> couldNotStart() {
    return Optional.of(message)
        .filter(words -> words.startsWith(DID_NOT_START))
        .map(words -> words.substring(DID_NOT_START.length()));
  }

  private static AppLine of(JsonNode json, ZoneId zone, Style style) {
    String level = json.path("level").asText();
    String message = json.path("message").asText();
    String text =
        "%s %s %s"
            .formatted(
                time(json.path("time").asText(), zone), mark(level, style), words(json, message));
    String error = json.path("error").asText();
    return new AppLine(
        level, message, error.isEmpty() ? text : text + "\n" + error.stripTrailing());
  }

  private static String words(JsonNode json, String message) {
    if (message.equals("request")) {
      return "%s %s %s %s ms"
          .formatted(
              json.path("method").asText(),
              json.path("path").asText(),
              json.path("status").asText(),
              json.path("duration_ms").asText());
    }
    String rest =
        json.properties().stream()
            .filter(field -> !SHOWN_ELSEWHERE.contains(field.getKey()))
            .map(field -> field.getKey() + "=" + field.getValue().asText())
            .collect(Collectors.joining(" "));
    return rest.isEmpty() ? message : message + "  " + rest;
  }

  private static String mark(String level, Style style) {
    String padded = "%-5s".formatted(level);
    return switch (level) {
      case "ERROR" -> style.bad(padded);
      case "WARN" -> style.warn(padded);
      default -> style.faint(padded);
    };
  }

  private static String time(String instant, ZoneId zone) {
    try {
      return TIME.format(Instant.parse(instant).atZone(zone));
    } catch (DateTimeParseException e) {
      return instant;
    }
  }
}
