package dev.tideway.e2e.app;

import dev.tideway.cli.Folders;
import dev.tideway.cli.images.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The jar that Maven has built, run with nothing but an environment. */
record AppJar(Process process, URI url, Path log) implements AutoCloseable {

  static AppJar serve(Map<String, String> environment) throws IOException, InterruptedException {
    Path log = Files.createTempFile(Path.of("target"), "app", ".log");
    int port = freePort();
    Process process = launch(environment, port, log, List.of());
    AppJar app = new AppJar(process, URI.create("http://127.0.0.1:" + port), log);
    app.awaitReady();
    return app;
  }

  static void migrate(Map<String, String> environment) throws IOException, InterruptedException {
    Path log = Files.createTempFile(Path.of("target"), "migrate", ".log");
    Process process = launch(environment, 0, log, List.of("migrate"));
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError("migrate failed:\n" + Files.readString(log));
    }
  }

  private static Process launch(
      Map<String, String> environment, int port, Path log, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(Programs.app(Folders.repository()).jar().toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    // What the developer's own shell has set is none of a test's business.
    builder
        .environment()
        .keySet()
        .removeIf(
            name ->
                name.matches(
                    "(DATABASE|APP|OIDC|CORS|REDIS|CACHE|LIMIT|TRUSTED|OTEL|STORAGE|FILES|AWS|AZURE)_.*"));
    builder.environment().putAll(Map.of("HOST", "127.0.0.1", "PORT", Integer.toString(port)));
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private void awaitReady() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url.resolve("/health/readiness")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (long start = System.nanoTime();
          System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60) && process.isAlive();
          Thread.sleep(50)) {
        try {
          if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // It still starts.
        }
      }
    }
    close();
    throw new AssertionError("the app did not become ready:\n" + Files.readString(log));
  }

  /** Whether its log has a request such as {@code GET /api/v1/items/[^/]+ 200}. */
  boolean answered(String request) throws IOException {
    String[] words = request.split(" ");
    Pattern line =
        Pattern.compile(
            "\"method\":\"%s\",\"path\":\"%s\",\"status\":%s,".formatted((Object[]) words));
    try (Stream<String> lines = Files.lines(log)) {
      return lines.anyMatch(l -> line.matcher(l).find());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
