package dev.tideway.e2e.app;

import dev.tideway.e2e.Command;
import dev.tideway.e2e.PythonTools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Schemathesis from PyPI. */
record Schemathesis(Path program) {
  private static final String VERSION = "4.32.5";

  static Schemathesis installed() throws IOException, InterruptedException {
    Path programs = PythonTools.installed("schemathesis-" + VERSION, "schemathesis==" + VERSION);
    return new Schemathesis(programs.resolve("st"));
  }

  /** Fails when it takes longer than {@code seconds}. */
  Command.Ended run(int seconds, String... arguments) throws IOException, InterruptedException {
    return Command.of(program.toString()).and(arguments).within(Duration.ofSeconds(seconds)).run();
  }
}
