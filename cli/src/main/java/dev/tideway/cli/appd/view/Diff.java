package dev.tideway.cli.appd.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/** What changed between two revisions, field by field. */
public final class Diff {
  private static final List<String> KEYS = List.of("name", "path", "mountPath");

  private Diff() {}

  /** Empty when nothing differs. */
  public static List<Line> of(JsonNode from, JsonNode to) {
    Map<String, String> before = flatten(from);
    Map<String, String> after = flatten(to);
    SequencedSet<String> paths = new LinkedHashSet<>(before.keySet());
    paths.addAll(after.keySet());
    return paths.stream()
        .flatMap(
            path ->
                change(
                    path,
                    Optional.ofNullable(before.get(path)),
                    Optional.ofNullable(after.get(path))))
        .toList();
  }

  private static Stream<Line> change(String path, Optional<String> before, Optional<String> after) {
    if (before.equals(after)) {
      return Stream.of();
    }
    if (before.isPresent() && after.isPresent()) {
      return before.get().contains("\n") || after.get().contains("\n")
          ? Stream.concat(
              Stream.of(Line.of(Line.warn("~ "), Line.strong(path))),
              lines(before.get().lines().toList(), after.get().lines().toList()))
          : Stream.of(
              Line.of(
                  Line.warn("~ "),
                  Line.strong(path),
                  Line.plain(": " + before.get() + " → " + after.get())));
    }
    return before.isPresent()
        ? Stream.of(Line.of(Line.bad("- " + path + ": " + shortened(before.get()))))
        : Stream.of(Line.of(Line.good("+ " + path + ": " + shortened(after.orElse("")))));
  }

  private static String shortened(String value) {
    long lines = value.lines().count();
    return lines > 1 ? "(" + lines + " lines)" : value.strip();
  }

  // What is left after cutting off the equal beginning and the equal end: files change in few
  // places.
  private static Stream<Line> lines(List<String> before, List<String> after) {
    int start = 0;
    int most = Math.min(before.size(), after.size());
    while (start < most && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < most - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Line.faint("    line " + (start + 1))));
    before
        .subList(start, before.size() - end)
        .forEach(l -> lines.add(Line.of(Line.bad("    - " + l))));
    after
        .subList(start, after.size() - end)
        .forEach(l -> lines.add(Line.of(Line.good("    + " + l))));
    return lines.stream();
  }

  private static Map<String, String> flatten(JsonNode node) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", node, flat);
    return flat;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> flat) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(
              e ->
                  flatten(
                      path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), flat));
    } else if (node.isArray() && !node.isEmpty()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "[" + key(node.get(i), i) + "]", node.get(i), flat);
      }
    } else if (!node.isMissingNode()) {
      flat.put(path, node.isValueNode() ? node.asText() : node.toString());
    }
  }

  // An element that moves is the same one where it has a name.
  private static String key(JsonNode element, int index) {
    return KEYS.stream()
        .flatMap(k -> Fields.text(element, k).stream())
        .findFirst()
        .orElse(String.valueOf(index));
  }
}
