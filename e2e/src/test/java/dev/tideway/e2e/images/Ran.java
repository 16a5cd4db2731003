package dev.tideway.e2e.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that has ended, and all that it printed. */
record Ran(List<String> command, int code, String output) {

  /** Fails when it takes longer than {@code seconds}. */
  static Ran run(int seconds, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(Path.of("target"), "images", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(log.toFile()).start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new AssertionError(
            command + " took longer than " + seconds + " s:\n" + Files.readString(log));
      }
      return new Ran(command, process.exitValue(), Files.readString(log));
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(log);
    }
  }

  boolean ok() {
    return code == 0;
  }

  /** What it printed, of a program that had to succeed. */
  String text() {
    if (!ok()) {
      throw new AssertionError(String.join(" ", command) + " ended with " + code + ":\n" + output);
    }
    return output.strip();
  }
}
