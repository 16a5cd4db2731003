package dev.tideway.e2e.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code tideway dev} as a process, and what it says. */
record DevProcess(Process process, Path log, Path home) implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("(http://localhost:\\d+) answers");

  record Ended(int code, String output) {}

  static DevProcess start(Path home) throws IOException {
    Path log = Files.createTempFile(Path.of("target"), "dev", ".log");
    return new DevProcess(launch(home, log), log, home);
  }

  /** One that is expected to end by itself. */
  static Ended refused(Path home) throws IOException, InterruptedException {
    try (DevProcess dev = start(home)) {
      return new Ended(dev.exitCode(), dev.output());
    }
  }

  private static Process launch(Path home, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dtideway.home=" + home.resolve("checkout"),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.tideway.cli.commands.Tideway",
            "dev");
    // What the developer's own shell has set is none of a test's business.
    builder
        .environment()
        .keySet()
        .removeIf(
            name ->
                name.matches(
                    "(DATABASE|APP|OIDC|REDIS|OTEL|FILES|STORAGE)_.*|PORT|HOST|LOG_LEVEL"));
    builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  long pid() {
    return process.pid();
  }

  String output() throws IOException {
    return Files.readString(log);
  }

  void await(String words, int seconds) throws IOException, InterruptedException {
    await(words, 1, seconds);
  }

  /** Waits until it has said it so many times. */
  void await(String words, int times, int seconds) throws IOException, InterruptedException {
    for (long start = System.nanoTime();
        output().split(Pattern.quote(words), -1).length <= times;
        Thread.sleep(100)) {
      if (!process.isAlive() || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(seconds)) {
        throw new AssertionError("no \"" + words + "\" in:\n" + output());
      }
    }
  }

  /** Waits for a body, through restarts. */
  void awaitAnswer(String path, String body, int seconds) throws IOException, InterruptedException {
    for (long start = System.nanoTime(); ; Thread.sleep(200)) {
      try {
        if (get(path).body().equals(body)) {
          return;
        }
      } catch (IOException restarting) {
        // It is asked again.
      }
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(seconds)) {
        throw new AssertionError("no " + body + " at " + path + ":\n" + output());
      }
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(url().resolve(path)));
  }

  /** The items, of which there are so many, as the admin sees them. */
  HttpResponse<String> items(int count) throws IOException, InterruptedException {
    String password =
        Files.readString(home.resolve("state/tideway/_dev/default/secrets/admin-password")).strip();
    String login = "{\"name\":\"admin\",\"password\":\"" + password + "\"}";
    HttpResponse<String> tokens =
        send(
            HttpRequest.newBuilder(url().resolve("/api/v1/login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(login)));
    Matcher token = Pattern.compile("\"accessToken\":\"([^\"]+)\"").matcher(tokens.body());
    if (!token.find()) {
      throw new AssertionError(tokens.body());
    }
    HttpResponse<String> items =
        send(
            HttpRequest.newBuilder(url().resolve("/api/v1/items?limit=100"))
                .header("Authorization", "Bearer " + token.group(1)));
    int found = items.body().split("\"createdAt\"", -1).length - 1;
    if (found != count) {
      throw new AssertionError(found + " items:\n" + items.body());
    }
    return items;
  }

  /** Where the newest one answers. */
  private URI url() throws IOException {
    String output = output();
    return URL.matcher(output)
        .results()
        .reduce((earlier, later) -> later)
        .map(url -> URI.create(url.group(1)))
        .orElseThrow(() -> new AssertionError("no URL in:\n" + output));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  /** Sends SIGTERM, and says which processes it had started until then. */
  List<ProcessHandle> terminate() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    return started;
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after 60 s");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    // Politely, so that a test that fails leaves no servers.
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
