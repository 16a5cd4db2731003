package dev.tideway.cli.dev;

import dev.tideway.cli.processes.Proc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The processes that {@code dev} has started, which end with it: the last one first. Where it was
 * killed and couldn't end them, the next one finds them by what it wrote down.
 */
final class Children implements AutoCloseable {
  private final Path running;
  private final Deque<Child> children = new ArrayDeque<>();
  private boolean closed;

  Children(Path running) {
    this.running = running;
  }

  /** Started from now on is refused: a stop and a start may meet. */
  static final class Stopping extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Starts a program in a session of its own, where a Ctrl-C at the terminal doesn't reach it: it
   * has to end in our order, the app before its database.
   *
   * @param stop the signal that it takes as a request to end
   * @param lines gets each line that it writes
   */
  synchronized Child start(String name, ProcessBuilder program, String stop, Consumer<String> lines)
      throws IOException {
    if (closed) {
      throw new Stopping();
    }
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(program.command());
    Process process =
        program
            .command(command)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    remember(name, process.pid());
    Child child = new Child(name, process, stop, lines);
    children.push(child);
    return child;
  }

  /** How a program ended, and all that it wrote. */
  record Ended(int code, String output) {
    boolean ok() {
      return code == 0;
    }
  }

  /** Runs a program to its end; like all others, it ends when {@code dev} does. */
  Ended run(String name, ProcessBuilder program) throws IOException, InterruptedException {
    List<String> output = Collections.synchronizedList(new ArrayList<>());
    Child child = start(name, program, "TERM", output::add);
    int code = child.exitCode();
    stop(child);
    return new Ended(code, String.join("\n", output).strip());
  }

  /** Ends one and waits for its end. */
  void stop(Child child) {
    child.stop();
    synchronized (this) {
      children.remove(child);
    }
    forget(child.name());
  }

  /** Those that have ended by themselves; none while all of them are being ended. */
  synchronized List<Child> ended() {
    return closed ? List.of() : children.stream().filter(child -> !child.isAlive()).toList();
  }

  /** Ends all of them; nothing can be started after it. */
  @Override
  public void close() {
    List<Child> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(children);
    }
    all.forEach(this::stop);
  }

  /** Ends what was left by one that was killed; says how many there were. */
  int endLeftovers() throws IOException {
    if (!Files.isDirectory(running)) {
      return 0;
    }
    List<Path> files;
    try (Stream<Path> found = Files.list(running)) {
      files = found.toList();
    }
    int ended = 0;
    for (Path file : files) {
      String[] words = Files.readString(file).strip().split(" ", 2);
      if (words.length == 2 && words[0].matches("\\d+")) {
        long pid = Long.parseLong(words[0]);
        // A stranger may have got the same pid since.
        if (words[1].equals(Proc.birth(pid))) {
          ProcessHandle.of(pid)
              .ifPresent(process -> Child.end(process, "INT", Duration.ofSeconds(10)));
          ended++;
        }
      }
      Files.deleteIfExists(file);
    }
    return ended;
  }

  private void remember(String name, long pid) throws IOException {
    Files.createDirectories(running);
    Path half = running.resolveSibling(".pid-" + name);
    Files.writeString(half, pid + " " + Proc.birth(pid));
    Files.move(half, running.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private void forget(String name) {
    try {
      Files.deleteIfExists(running.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
