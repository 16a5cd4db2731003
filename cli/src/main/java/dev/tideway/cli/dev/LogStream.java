package dev.tideway.cli.dev;

import dev.tideway.cli.console.Style;
import java.io.PrintStream;
import java.util.List;

/** One stream for all that runs: each line has the name of who wrote it in front. */
final class LogStream {
  /** Of {@code dev} itself. */
  static final String SELF = "dev";

  private static final int WIDTH = 8;

  private final PrintStream out;
  private final Style style;

  LogStream(PrintStream out, Style style) {
    this.out = out;
    this.style = style;
  }

  /** A line, or a few, that are never torn apart by somebody else's. */
  synchronized void print(String name, String lines) {
    lines.lines().forEach(line -> out.println(prefix(name) + line));
    out.flush();
  }

  void say(String words) {
    print(SELF, words);
  }

  /** Something that a person has to mend. */
  void failed(String cause, String remedy) {
    print(SELF, style.bad("error: ") + cause + "\n" + style.strong("what to do: ") + remedy);
  }

  Style style() {
    return style;
  }

  private String prefix(String name) {
    String padded = name + " ".repeat(Math.max(0, WIDTH - name.length()));
    return (name.equals(SELF) ? style.strong(padded) : style.faint(padded)) + style.faint(" │ ");
  }

  /** The end of what a program has said, for an error. */
  static String lastLines(List<String> lines, int count) {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }
}
