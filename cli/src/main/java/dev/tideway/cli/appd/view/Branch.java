package dev.tideway.cli.appd.view;

import java.util.ArrayList;
import java.util.List;

/** A line of a tree, and what hangs on it. */
record Branch(Line line, List<Branch> children) {

  static Branch leaf(Line line) {
    return new Branch(line, List.of());
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
      lines.add(branch.line().after(Line.faint(indent + (last ? "└─ " : "├─ "))));
      draw(branch.children(), indent + (last ? "   " : "│  "), lines);
    }
  }
}
