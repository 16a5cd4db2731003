package dev.tideway.cli.appd.lint;

import java.util.Map;
import java.util.Optional;

/**
 * A document of a file.
 *
 * @param line of its beginning
 * @param value what it says
 * @param lines of its fields, by path
 */
record Document(int line, Object value, Map<String, Integer> lines) {

  /** Line of a field, or of the innermost one around it that is written. */
  int line(String path) {
    String at = path;
    while (!at.isEmpty()) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
      at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
    }
    return line;
  }

  Optional<String> text(String field) {
    return value instanceof Map<?, ?> map && map.get(field) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }
}
