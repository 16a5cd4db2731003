package dev.tideway.e2e.chart;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A documented value of values.yaml.
 *
 * @param path its keys joined by dots, as {@code --set} takes them
 * @param initial what it is when nobody sets it, as YAML on one line; empty for a block
 * @param comment its {@code # --} comment; empty when it has none
 */
record Value(String path, String initial, String comment) {
  private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]\\w*):(?: (.*))?");
  private static final String MARK = "# -- ";

  private record Open(int indent, String key) {}

  /** Every documented value, and every single value that should be, in the order of the file. */
  static List<Value> read(List<String> lines) {
    List<Value> values = new ArrayList<>();
    Deque<Open> parents = new ArrayDeque<>();
    String comment = "";
    int documentedBlock = Integer.MAX_VALUE;
    for (String line : lines) {
      if (line.strip().startsWith(MARK)) {
        comment = line.strip().substring(MARK.length());
        continue;
      }
      Matcher key = KEY.matcher(line);
      if (!key.matches()) {
        continue;
      }
      int indent = key.group(1).length();
      if (indent > documentedBlock) {
        continue; // a part of what the block's comment explains
      }
      while (!parents.isEmpty() && parents.peekLast().indent() >= indent) {
        parents.removeLast();
      }
      parents.addLast(new Open(indent, key.group(2)));
      boolean block = key.group(3) == null;
      documentedBlock = block && !comment.isEmpty() ? indent : Integer.MAX_VALUE;
      if (!block || !comment.isEmpty()) {
        values.add(new Value(path(parents), block ? "" : key.group(3), comment));
      }
      comment = "";
    }
    return values;
  }

  private static String path(Deque<Open> parents) {
    return parents.stream().map(Open::key).collect(Collectors.joining("."));
  }
}
