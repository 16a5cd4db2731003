package dev.tideway.e2e.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * 256 MiB for a process and its children, as a pod of the chart has: a cgroup of their own. Where
 * none can be made there is no limit, and what is resident is read all the same.
 */
record MemoryLimit(Optional<Path> cgroup) implements AutoCloseable {
  static final int MIB = 256;

  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final String NAME = "tideway-bench";

  static MemoryLimit make() throws IOException {
    boolean unified = Files.exists(ROOT.resolve("cgroup.controllers"));
    Path cgroup = ROOT.resolve(unified ? "" : "memory").resolve(NAME);
    Path limit = cgroup.resolve(unified ? "memory.max" : "memory.limit_in_bytes");
    try {
      Files.createDirectories(cgroup);
      Files.writeString(limit, Long.toString((long) MIB << 20));
    } catch (IOException notOurs) {
      Files.deleteIfExists(cgroup);
      System.err.println("no memory limit here: " + notOurs);
      return new MemoryLimit(Optional.empty());
    }
    return new MemoryLimit(Optional.of(cgroup));
  }

  /** The command as one that first enters the cgroup. */
  List<String> around(List<String> command) {
    if (cgroup.isEmpty()) {
      return command;
    }
    List<String> limited = new ArrayList<>();
    limited.addAll(List.of("sh", "-c", "echo $$ > \"$0\" && exec \"$@\""));
    limited.add(cgroup.get().resolve("cgroup.procs").toString());
    limited.addAll(command);
    return limited;
  }

  /** Its processes have to have ended. */
  @Override
  public void close() throws IOException {
    if (cgroup.isPresent()) {
      Files.delete(cgroup.get());
    }
  }
}
