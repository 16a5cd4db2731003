package dev.tideway.cli.appd.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows whose cells stand below each other. */
public final class Table {
  private static final String GAP = "  ";

  private Table() {}

  /** Rows under a heading. */
  public static List<Line> of(List<String> heading, List<List<Line.Word>> rows) {
    List<Line.Word> first = heading.stream().map(Line::strong).toList();
    return align(Stream.concat(Stream.of(first), rows.stream()).toList());
  }

  /** Rows of the same number of cells, padded to the widest of each column. */
  static List<Line> align(List<List<Line.Word>> rows) {
    List<Line> lines = new ArrayList<>();
    for (List<Line.Word> row : rows) {
      List<Line.Word> words = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        Line.Word cell = row.get(i);
        words.add(cell);
        if (i < row.size() - 1) {
          words.add(Line.plain(" ".repeat(width(rows, i) - cell.text().length()) + GAP));
        }
      }
      lines.add(new Line(words));
    }
    return lines;
  }

  private static int width(List<List<Line.Word>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).text().length()).max().orElse(0);
  }
}
