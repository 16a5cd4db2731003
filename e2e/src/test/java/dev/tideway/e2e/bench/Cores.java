package dev.tideway.e2e.bench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tideway.e2e.Command;
import java.io.IOException;
import java.util.List;

/** One core for the server that is measured, and another for all that it is measured with. */
final class Cores {
  private static final String LOAD = "0";
  private static final String SERVER = "1";

  private Cores() {}

  /** What makes a command run on the server's core alone. */
  static final List<String> PINNED = List.of("taskset", "--cpu-list", SERVER);

  /** Takes this JVM off the server's core, and with it whatever it starts from now on. */
  static void leaveToServer() throws IOException, InterruptedException {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "this takes two cores");
    String self = Long.toString(ProcessHandle.current().pid());
    Command.of("taskset", "--all-tasks", "--cpu-list", "--pid", LOAD, self).run().succeeded();
  }

  /** Gives this JVM and what it starts both cores again. */
  static void takeBoth() throws IOException, InterruptedException {
    String self = Long.toString(ProcessHandle.current().pid());
    String both = LOAD + "," + SERVER;
    Command.of("taskset", "--all-tasks", "--cpu-list", "--pid", both, self).run().succeeded();
  }
}
