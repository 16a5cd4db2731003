package dev.tideway.e2e.app;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.tideway.cli.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Schemathesis from PyPI, in an environment of Python in the user's cache folder. Without Python,
 * or without a way to PyPI on the first run, the test is skipped and says why.
 */
record Schemathesis(Path program) {
  private static final String VERSION = "4.32.5";

  record Ended(int exitCode, String output) {}

  static Schemathesis installed() throws IOException, InterruptedException {
    Path home = Folders.of(System.getenv()).cache().resolve("schemathesis-" + VERSION);
    Schemathesis schemathesis = new Schemathesis(home.resolve("bin").resolve("st"));
    // The last thing that is written, because a download may be cut off.
    Path complete = home.resolve("complete");
    if (!Files.exists(complete)) {
      need("python3", "-m", "venv", "--clear", home.toString());
      need(home.resolve("bin/pip").toString(), "install", "-q", "schemathesis==" + VERSION);
      Files.createFile(complete);
    }
    return schemathesis;
  }

  /** Fails when it takes longer than {@code seconds}. */
  Ended run(int seconds, String... arguments) throws IOException, InterruptedException {
    return end(seconds, Stream.concat(Stream.of(program.toString()), Stream.of(arguments)));
  }

  private static void need(String... command) throws IOException, InterruptedException {
    try {
      Ended ended = end(300, Stream.of(command));
      if (ended.exitCode() != 0) {
        abort(String.join(" ", command) + " failed:\n" + ended.output());
      }
    } catch (IOException missing) {
      abort("schemathesis takes Python: " + missing.getMessage());
    }
  }

  private static Ended end(int seconds, Stream<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(Path.of("target"), "schemathesis", ".log");
    List<String> words = command.toList();
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .directory(Path.of("target").toFile())
            .start();
    try {
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      String text = Files.readString(output);
      if (!ended) {
        throw new AssertionError(words + " took longer than " + seconds + " s:\n" + text);
      }
      return new Ended(process.exitValue(), text);
    } finally {
      process.destroyForcibly();
    }
  }
}
