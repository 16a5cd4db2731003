package dev.tideway.cli.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Processes as {@code /proc} shows them. */
public final class Proc {
  private Proc() {}

  /**
   * Clock ticks after boot at which a process started: with its pid, no other process has it. Empty
   * when there is none.
   */
  public static String birth(long pid) {
    return stat(pid).map(fields -> fields[19]).orElse("");
  }

  /**
   * Whether it runs no more. Whoever should collect an orphan's exit code may take its time; the
   * process is gone all the same.
   */
  public static boolean isGone(ProcessHandle process) {
    return stat(process.pid())
        .map(fields -> fields[0].equals("Z") && threads(process.pid()) <= 1)
        .orElse(true);
  }

  /** While one of a killed process's threads is left, its ports are taken. */
  private static long threads(long pid) {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
      return tasks.count();
    } catch (IOException gone) {
      return 0;
    }
  }

  /** What /proc says of a process, from its state on. */
  private static Optional<String[]> stat(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      // The name, in brackets, may hold anything; the fields after it are plain.
      return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
