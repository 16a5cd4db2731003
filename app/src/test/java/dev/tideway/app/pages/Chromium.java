package dev.tideway.app.pages;

import dev.tideway.app.Http;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A headless Chromium with one tab, by its own protocol: all that these tests need of a browser are
 * a few of its commands. Debian has it as {@code apt-get install chromium}.
 */
final class Chromium implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final JsonMapper json = JsonMapper.createDefault();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

  private Chromium(Process process, URI tab) {
    this.process = process;
    this.socket = http.newWebSocketBuilder().buildAsync(tab, new Listener()).join();
    command("Page.enable", Map.of());
  }

  /** Starts one with a profile of its own in {@code folder}. */
  static Chromium start(Path folder) throws IOException {
    Path program =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(
                name -> Stream.of(System.getenv("PATH").split(":", -1)).map(p -> Path.of(p, name)))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () ->
                    new AssertionError(
                        "there is no Chromium: apt-get install chromium fonts-inter, or leave"
                            + " these tests out with -Dtest='!EveryPageTest,!InTheBrowserTest'"));
    ProcessBuilder command =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                // Root has no other way to run it; it loads nothing but the app's pages.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolveSibling("chromium.log").toFile());
    command.environment().put("TMPDIR", folder.toString());
    Process process = command.start();
    return new Chromium(process, tab(process, folder.resolve("DevToolsActivePort")));
  }

  /** Opens a page and waits for it and its scripts. */
  void open(URI page) {
    command("Page.navigate", Map.of("url", page.toString()));
    waitFor("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** Until the condition, in JavaScript, holds. */
  void waitFor(String condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!Boolean.TRUE.equals(evaluate(condition).getValue())) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(
            condition + " did not come true at " + evaluate("location.href").getValue());
      }
      pause();
    }
  }

  /** The value of an expression, awaited if it is a promise. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        command(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.get("exceptionDetails") != null) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails").getValue());
    }
    JsonNode value = answer.get("result").get("value");
    return value == null ? JsonNode.nullNode() : value;
  }

  /** What a page may not do without scripts is for whoever has them. */
  void scripts(boolean on) {
    command("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
  }

  /** Runs {@code script} in every page from here on, before its own. */
  void beforeScripts(String script) {
    command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  void look(boolean dark, int width, int height) {
    command(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  byte[] screenshot() {
    return Base64.getDecoder()
        .decode(
            command("Page.captureScreenshot", Map.of("format", "png"))
                .get("data")
                .getStringValue());
  }

  void cookie(String name, String value, URI page) {
    command("Network.setCookie", Map.of("name", name, "value", value, "url", page.toString()));
  }

  void forgetCookies() {
    command("Network.clearBrowserCookies", Map.of());
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode command(String method, Map<String, Object> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    Map<String, Object> message = new HashMap<>(Map.of("id", id, "method", method));
    message.put("params", parameters);
    try {
      socket.sendText(json.writeValueAsString(message), true).join();
      JsonNode whole = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return Optional.ofNullable(whole.get("result"))
          .orElseThrow(() -> new AssertionError(method + ": " + whole.getValue()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(method, e);
    } catch (Exception e) {
      throw new AssertionError(method, e);
    }
  }

  private static URI tab(Process process, Path portFile) throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.exists(portFile) || Files.readAllLines(portFile).size() < 2) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new AssertionError("Chromium did not start: target/chromium.log says why");
      }
      pause();
    }
    String port = Files.readAllLines(portFile).getFirst();
    String tabs = new Http(URI.create("http://127.0.0.1:" + port)).get("/json").body();
    for (JsonNode tab : JsonMapper.createDefault().readValue(tabs, JsonNode.class).values()) {
      if (tab.get("type").getStringValue().equals("page")) {
        return URI.create(tab.get("webSocketDebuggerUrl").getStringValue());
      }
    }
    throw new AssertionError("Chromium has no tab: " + tabs);
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        answer(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void answer(String message) {
      try {
        JsonNode node = json.readValue(message, JsonNode.class);
        if (node.get("id") != null) {
          Optional.ofNullable(answers.remove(node.get("id").getIntValue()))
              .ifPresent(waiting -> waiting.complete(node));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
