package dev.tideway.cli.cluster;

import dev.tideway.cli.console.Failure;
import dev.tideway.cli.processes.Proc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Starts processes that outlive this one, and finds them again. A pid is remembered together with
 * the time at which it started, so that a stranger who got the same pid later is never touched.
 */
final class Processes {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int LAST_LINES = 15;

  private final Path folder;
  private final Path pids;
  private final Path logs;

  Processes(Layout layout) {
    this.folder = layout.folder();
    this.pids = folder.resolve("run");
    this.logs = layout.logs();
  }

  /** Starts a component, unless it runs. */
  void start(Component component, Optional<Node> node) throws IOException {
    if (find(component.name()).isPresent()) {
      return;
    }
    Files.createDirectories(pids);
    Files.createDirectories(logs);
    // A session of its own: neither Ctrl-C nor the end of the terminal reaches it.
    List<String> command = new ArrayList<>(List.of("setsid"));
    if (component.inNode()) {
      command.addAll(node.orElseThrow().enter());
    }
    command.addAll(component.command());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(component.name()).toFile()));
    builder.environment().putAll(component.environment());
    ProcessHandle process = builder.start().toHandle();
    // Written elsewhere first: a half-written one would be taken for a process that is gone.
    Path half = folder.resolve(".pid-" + component.name());
    Files.writeString(half, process.pid() + " " + Proc.birth(process.pid()));
    Files.move(half, pids.resolve(component.name()), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The process of a component, if it lives. */
  Optional<ProcessHandle> find(String name) {
    Path file = pids.resolve(name);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String[] words = Files.readString(file).strip().split(" ", 2);
      if (words.length < 2) {
        return Optional.empty();
      }
      long pid = Long.parseLong(words[0]);
      return ProcessHandle.of(pid).filter(p -> !Proc.isGone(p) && Proc.birth(pid).equals(words[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of all that were started and not stopped since, whether they live or not. */
  List<String> names() {
    if (!Files.isDirectory(pids)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(pids)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends a component and waits for its end: politely at first, then not. */
  void stop(String name) {
    find(name).ifPresent(p -> end(p, true));
    forget(name);
  }

  /** Ends a component at once, as a crash would. */
  void kill(String name) {
    find(name).ifPresent(p -> end(p, false));
    forget(name);
  }

  Path log(String name) {
    return logs.resolve(name + ".log");
  }

  /** How a component's log ends. */
  String lastWords(String name) {
    try {
      List<String> lines = Files.readAllLines(log(name));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }

  /** Says that a component ended when it should run. */
  void requireAlive(String name) {
    if (find(name).isEmpty()) {
      throw new Failure(
          name + " ended. Its log ends with:\n" + lastWords(name),
          "read all of it: ./tideway logs " + name + "; then run ./tideway up again");
    }
  }

  private void forget(String name) {
    try {
      Files.deleteIfExists(pids.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // A process that entered a node is the child of the one that we started.
  private static void end(ProcessHandle process, boolean politely) {
    List<ProcessHandle> all = Stream.concat(process.children(), Stream.of(process)).toList();
    if (politely) {
      all.getFirst().destroy();
      await(all, GRACE);
    }
    all.forEach(ProcessHandle::destroyForcibly);
    await(all, GRACE);
    all.stream()
        .filter(p -> !Proc.isGone(p))
        .findFirst()
        .ifPresent(
            p -> {
              throw new Failure(
                  "process " + p.pid() + " could not be ended",
                  "run the same command as the user who started the cluster");
            });
  }

  private static void await(List<ProcessHandle> processes, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!processes.stream().allMatch(Proc::isGone) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }
}
