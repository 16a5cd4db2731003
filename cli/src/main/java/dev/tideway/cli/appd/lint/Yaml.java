package dev.tideway.cli.appd.lint;

import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads YAML as kubectl does, and remembers on which line each field stands. */
final class Yaml {
  private static final int LIMIT = 8 * 1024 * 1024;
  private static final int DEEPEST = 4096;
  private static final int MOST = 500_000;

  private Yaml() {}

  /** What can't be read, and where. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;

    Unreadable(int line, String message) {
      super(message);
      this.line = line;
    }

    int line() {
      return line;
    }
  }

  /** Every document that isn't empty. */
  static List<Document> read(Reader text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LIMIT);
    List<Document> documents = new ArrayList<>();
    try {
      for (Node node : new org.yaml.snakeyaml.Yaml(options).composeAll(text)) {
        Map<String, Integer> lines = new LinkedHashMap<>();
        Object value = value(node, "", lines);
        if (value != Nothing.NULL) {
          documents.add(new Document(line(node.getStartMark()), value, lines));
        }
      }
    } catch (org.yaml.snakeyaml.error.MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      throw new Unreadable(mark == null ? 1 : line(mark), "not YAML: " + e.getProblem());
    } catch (org.yaml.snakeyaml.error.YAMLException e) {
      throw new Unreadable(1, "not YAML: " + e.getMessage());
    }
    return documents;
  }

  private static Object value(Node node, String path, Map<String, Integer> lines) {
    lines.putIfAbsent(path, line(node.getStartMark()));
    // An anchor may stand for itself, or for very many.
    if (path.length() > DEEPEST || lines.size() > MOST) {
      throw new Unreadable(line(node.getStartMark()), "nested too deeply, or too large");
    }
    return switch (node) {
      case MappingNode mapping -> map(mapping, path, lines);
      case SequenceNode sequence -> {
        List<Object> list = new ArrayList<>();
        for (Node element : sequence.getValue()) {
          list.add(value(element, path + "[" + list.size() + "]", lines));
        }
        yield list;
      }
      case ScalarNode scalar ->
          scalar.isPlain() ? Scalars.plain(scalar.getValue()) : scalar.getValue();
      default ->
          throw new Unreadable(line(node.getStartMark()), "not YAML that is understood here");
    };
  }

  private static Map<String, Object> map(
      MappingNode mapping, String path, Map<String, Integer> lines) {
    Map<String, Object> map = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int line = line(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new Unreadable(line, "a key has to be a word");
      }
      if (key.isPlain() && key.getValue().equals("<<")) {
        merge(value(tuple.getValueNode(), path, lines), map);
        continue;
      }
      String below = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      lines.put(below, line);
      if (!seen.add(key.getValue())) {
        throw new Unreadable(line, key.getValue() + " is there twice: remove one of them");
      }
      map.put(key.getValue(), value(tuple.getValueNode(), below, lines));
    }
    return map;
  }

  // What the mapping says itself wins over what it takes from an anchor.
  private static void merge(Object from, Map<String, Object> into) {
    if (from instanceof Map<?, ?> map) {
      map.forEach((key, value) -> into.putIfAbsent(String.valueOf(key), value));
    } else if (from instanceof List<?> list) {
      list.forEach(each -> merge(each, into));
    }
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }
}
