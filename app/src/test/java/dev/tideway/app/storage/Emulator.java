package dev.tideway.app.storage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A cloud's storage as a process on this machine, on a free loopback port. */
record Emulator(Process process, URI uri) implements AutoCloseable {
  private static final Path CACHE =
      Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
          .filter(home -> !home.isBlank())
          .map(Path::of)
          .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
          .resolve("tideway")
          .resolve("emulators");

  /** A program that {@code src/test/emulators} fetches; without it the test is skipped. */
  static String fetched(String name) {
    Path program = CACHE.resolve(name);
    assumeTrue(
        Files.exists(program), () -> "skipped: run app/src/test/emulators to get " + program);
    return program.toString();
  }

  /** An empty folder for what a program leaves: it is ended too roughly to clean up itself. */
  static Path scratch(String name) {
    Path folder = Path.of("target", "emulators", name).toAbsolutePath();
    try {
      if (Files.exists(folder)) {
        try (Stream<Path> all = Files.walk(folder)) {
          for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(one);
          }
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it until it says its port, which is the first group of {@code ready}. */
  static Emulator start(Map<String, String> environment, String ready, String... command) {
    ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      BufferedReader out = process.inputReader();
      Pattern port = Pattern.compile(ready);
      StringBuilder log = new StringBuilder();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        log.append(line).append('\n');
        Matcher found = port.matcher(line);
        if (found.find()) {
          Thread.ofVirtual().start(() -> discard(out));
          return new Emulator(process, URI.create("http://127.0.0.1:" + found.group(1)));
        }
      }
      throw new IllegalStateException("it ended before it was ready:\n" + log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void discard(BufferedReader out) {
    try {
      out.transferTo(Writer.nullWriter());
    } catch (IOException processEnded) {
      // Nothing left to read.
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
