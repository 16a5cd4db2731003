package dev.tideway.cli.appd.view;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a tree, and what hangs on it.
 *
 * @param more lines of the same text
 */
record Branch(Line line, List<Line> more, List<Branch> children) {

  static Branch leaf(Line line) {
    return new Branch(line, List.of(), List.of());
  }

  static Branch of(Line line, List<Branch> children) {
    return new Branch(line, List.of(), children);
  }

  static List<Branch> leaves(List<Line> lines) {
    return lines.stream().map(Branch::leaf).toList();
  }

  /** The tree as lines. */
  List<Line> draw() {
    List<Line> lines = new ArrayList<>(List.of(line));
    draw(children, "", lines);
    return lines;
  }

  private static void draw(List<Branch> branches, String indent, List<Line> lines) {
    for (int i = 0; i < branches.size(); i++) {
      boolean last = i == branches.size() - 1;
      Branch branch = branches.get(i);
      String below = indent + (last ? "   " : "│  ");
      lines.add(branch.line().after(Line.faint(indent + (last ? "└─ " : "├─ "))));
      branch.more().forEach(line -> lines.add(line.after(Line.faint(below))));
      draw(branch.children(), below, lines);
    }
  }
}
