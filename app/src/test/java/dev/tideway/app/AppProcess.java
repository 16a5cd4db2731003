package dev.tideway.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The app as a process of its own, because signals and exit codes are what is tested. */
record AppProcess(Process process, int port, List<String> lines) implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("\"message\":\"ready\",\"port\":(\\d+)");

  static AppProcess start(Map<String, String> environment)
      throws IOException, InterruptedException {
    Process process = launch(environment, List.of());
    StringBuilder log = new StringBuilder();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      log.append(line).append('\n');
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        // A full pipe would stop the app in the middle of a request.
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread.ofVirtual().start(() -> read(out, lines));
        return new AppProcess(process, Integer.parseInt(ready.group(1)), lines);
      }
    }
    throw new IOException("exit code " + await(process) + " before it was ready:\n" + log);
  }

  record Ended(int exitCode, String output) {}

  /** Runs it to its end. */
  static Ended run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Process process = launch(environment, List.of(arguments));
    try (BufferedReader out = process.inputReader()) {
      String output = out.lines().collect(Collectors.joining("\n"));
      return new Ended(await(process), output);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process launch(Map<String, String> environment, List<String> arguments)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>();
    command.addAll(List.of(java, "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    // What the developer's own shell has set is none of a test's business.
    builder
        .environment()
        .keySet()
        .removeIf(
            name ->
                name.matches(
                    "(DATABASE|APP|OIDC|CORS|REDIS|CACHE|LIMIT|TRUSTED|OTEL|STORAGE|FILES|AWS|AZURE|GOOGLE)_.*"));
    builder.environment().put("PORT", "-1");
    builder.environment().put("LOG_LEVEL", "INFO");
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).start();
  }

  private static void read(BufferedReader out, List<String> lines) {
    try (out) {
      out.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException processEnded) {
      // Nothing left to read.
    }
  }

  /** Requests without a token. */
  Http anonymous() {
    return new Http(URI.create("http://127.0.0.1:" + port));
  }

  /** Requests with a token, of {@link TestTokens#environment} in the process's own. */
  Http as(String token) {
    return new Http(anonymous().server(), Optional.of(token));
  }

  void terminate() {
    process.destroy();
  }

  int exitCode() throws InterruptedException {
    return await(process);
  }

  private static int await(Process process) throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after 30 s");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
