package dev.tideway.cli.appd.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /** What a List holds; the document itself when it is none. */
  Stream<Document> items() {
    return value instanceof Map<?, ?> map
            && map.get("items") instanceof List<?> items
            && text("apiVersion").filter("v1"::equals).isPresent()
        ? IntStream.range(0, items.size()).mapToObj(i -> item(i, items.get(i)))
        : Stream.of(this);
  }

  private Document item(int index, Object item) {
    String prefix = "items[" + index + "]";
    Map<String, Integer> within = new HashMap<>();
    lines.forEach(
        (path, at) -> {
          if (path.startsWith(prefix + ".")) {
            within.put(path.substring(prefix.length() + 1), at);
          }
        });
    return new Document(line(prefix), item, within);
  }

  Optional<String> text(String field) {
    return value instanceof Map<?, ?> map && map.get(field) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }
}
