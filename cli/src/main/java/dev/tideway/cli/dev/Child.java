package dev.tideway.cli.dev;

import dev.tideway.cli.processes.Proc;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A process that {@code dev} has started, and what it has said. */
final class Child {
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int KEPT = 40;

  private final String name;
  private final Process process;
  private final String stop;
  private final Thread reader;
  private final List<String> last = new ArrayList<>();

  Child(String name, Process process, String stop, Consumer<String> lines) {
    this.name = name;
    this.process = process;
    this.stop = stop;
    this.reader = Thread.ofVirtual().name(name).start(() -> read(lines));
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The exit code of one that has ended, after all its lines were read. */
  int exitCode() throws InterruptedException {
    int code = process.waitFor();
    boolean _ = reader.join(Duration.ofSeconds(1));
    return code;
  }

  /** Whether it ended in time. */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How its output ends, for an error. */
  String lastWords() {
    synchronized (last) {
      return LogStream.lastLines(last, 15);
    }
  }

  void stop() {
    end(process.toHandle(), stop, GRACE);
  }

  private void read(Consumer<String> lines) {
    try (BufferedReader out = process.inputReader()) {
      out.lines()
          .forEach(
              line -> {
                synchronized (last) {
                  last.add(line);
                  if (last.size() > KEPT) {
                    last.removeFirst();
                  }
                }
                lines.accept(line);
              });
    } catch (IOException | UncheckedIOException ended) {
      // Nothing left to read.
    }
  }

  /** Asks it to end, and makes it end when it doesn't, with all that it started itself. */
  static void end(ProcessHandle process, String signal, Duration grace) {
    List<ProcessHandle> descendants = process.descendants().toList();
    send(process, signal);
    await(List.of(process), grace);
    List<ProcessHandle> all = Stream.concat(Stream.of(process), descendants.stream()).toList();
    await(all, Duration.ofSeconds(1));
    all.stream().filter(p -> !Proc.isGone(p)).forEach(ProcessHandle::destroyForcibly);
    await(all, grace);
  }

  // Java itself sends only TERM, at which PostgreSQL waits for its clients.
  private static void send(ProcessHandle process, String signal) {
    if (signal.equals("TERM")) {
      process.destroy();
      return;
    }
    try {
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
          .redirectErrorStream(true)
          .start()
          .waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(List<ProcessHandle> processes, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!processes.stream().allMatch(Proc::isGone) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }
}
