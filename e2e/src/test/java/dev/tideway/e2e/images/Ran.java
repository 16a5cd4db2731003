package dev.tideway.e2e.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that has ended. */
record Ran(List<String> command, int code, String out, String err) {

  /** Fails when it takes longer than {@code seconds}. */
  static Ran run(int seconds, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(Path.of("target"), "images", ".out");
    Path err = Files.createTempFile(Path.of("target"), "images", ".err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new AssertionError(
            command + " took longer than " + seconds + " s:\n" + Files.readString(err));
      }
      return new Ran(command, process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  boolean ok() {
    return code == 0;
  }

  /** All that it printed, to whichever stream. */
  String output() {
    return out + err;
  }

  /** What it printed as its result, of a program that had to succeed. */
  String text() {
    if (!ok()) {
      throw new AssertionError(
          String.join(" ", command) + " ended with " + code + ":\n" + output());
    }
    return out.strip();
  }
}
