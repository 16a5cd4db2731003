package dev.tideway.cli.console;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Shows the steps of a long command: a line that lives while a step runs on a terminal, plain lines
 * where the output goes into a file.
 */
public final class Steps {
  private static final Duration REDRAW = Duration.ofMillis(100);
  private static final Duration REPEAT = Duration.ofSeconds(15);

  private final PrintStream out;
  private final Style style;

  public Steps(PrintStream out, Style style) {
    this.out = out;
    this.style = style;
  }

  /** A step that reports how far it is. */
  public interface Work<T> {
    T run(Progress progress) throws Exception;
  }

  /** Takes a few words on what a step is doing now, such as {@code 612 of 1843 packages}. */
  public interface Progress {
    void at(String what);
  }

  /** Runs a step under a name, says how long it took, and shows the words that it returns. */
  public void run(String name, Work<String> work) {
    make(
        name,
        progress -> {
          String result = work.run(progress);
          progress.at(result);
          return result;
        });
  }

  /** Runs a step that makes something; what it said last of its progress is shown. */
  public <T> T make(String name, Work<T> work) {
    long start = System.nanoTime();
    Line line = new Line(name, start);
    Thread painter = Thread.ofVirtual().start(line);
    try {
      T result = work.run(line::at);
      line.end(painter);
      print(style.good("✓"), name, line.what, start);
      return result;
    } catch (Exception e) {
      line.end(painter);
      print(style.bad("✗"), name, line.what, start);
      throw e instanceof RuntimeException r ? r : new IllegalStateException(String.valueOf(e), e);
    }
  }

  private void print(String mark, String name, String what, long start) {
    out.printf("%s %-16s %-58s %8s%n", mark, name, shortened(what, 58), since(start));
    out.flush();
  }

  private static String shortened(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }

  /** Time since an instant of {@link System#nanoTime}, for people. */
  public static String since(long start) {
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return time.toMinutes() > 0
        ? "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart())
        : "%d.%d s".formatted(time.toSeconds(), time.toMillisPart() / 100);
  }

  private final class Line implements Runnable {
    private static final String WHEEL = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    private final String name;
    private final long start;
    private volatile String what = "";
    private volatile boolean over;

    Line(String name, long start) {
      this.name = name;
      this.start = start;
    }

    void at(String now) {
      what = now;
    }

    @Override
    public void run() {
      try {
        for (int turn = 0; !over; turn++) {
          Thread.sleep(style.live() ? REDRAW : REPEAT);
          if (!over) {
            draw(turn);
          }
        }
      } catch (InterruptedException e) {
        // the step is over
      }
    }

    private void draw(int turn) {
      if (style.live()) {
        out.print("\r");
        String wheel = String.valueOf(WHEEL.charAt(turn % WHEEL.length()));
        out.printf("%s %-16s %-58s %8s", wheel, name, shortened(what, 58), since(start));
      } else {
        out.printf("… %-16s %-58s %8s%n", name, shortened(what, 58), since(start));
      }
      out.flush();
    }

    void end(Thread painter) {
      over = true;
      painter.interrupt();
      try {
        painter.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (style.live()) {
        out.print("\r\033[K");
      }
    }
  }
}
