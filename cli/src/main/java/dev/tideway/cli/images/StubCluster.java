package dev.tideway.cli.images;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * As much of a Kubernetes API as an operator needs to come up and do its work once: one
 * AppDeployment, empty lists of all else, watches in which nothing happens, and writes that are
 * remembered. For training only; it checks nothing.
 */
final class StubCluster implements AutoCloseable {
  private static final String APP =
      """
      {"apiVersion": "tideway.dev/v1", "kind": "AppDeployment",
       "metadata": {"name": "web", "namespace": "default", "uid": "1", "resourceVersion": "1", "generation": 1},
       "spec": {"image": "web:1", "replicas": 2}}
      """;

  private static final String ALLOWED =
      """
      {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectRulesReview",
       "status": {"incomplete": false, "nonResourceRules": [],
        "resourceRules": [{"verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]}]}}
      """;

  private final Map<String, String> written = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  StubCluster() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    // A refused upgrade makes clients watch by plain HTTP instead.
    boolean watch =
        query.contains("watch=true") && !exchange.getRequestHeaders().containsKey("Upgrade");
    switch (exchange.getRequestMethod()) {
      case "GET" -> {
        if (watch) {
          watch(exchange);
        } else {
          read(exchange, path);
        }
      }
      case "POST" -> {
        written.put(path, body);
        answer(exchange, 201, path.endsWith("/selfsubjectrulesreviews") ? ALLOWED : body);
      }
      case "PUT", "PATCH" -> {
        // Applied status holds only a part of the object; clients read all of it back.
        String result = path.contains("/appdeployments/") ? APP : body;
        written.put(path.replaceFirst("/status$", ""), result);
        answer(exchange, 200, result);
      }
      default -> answer(exchange, 200, "{}");
    }
  }

  private void read(HttpExchange exchange, String path) throws IOException {
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (written.containsKey(path)) {
      answer(exchange, 200, written.getOrDefault(path, "{}"));
    } else if (last.endsWith("s")) {
      String items = last.equals("appdeployments") ? APP : "";
      answer(
          exchange,
          200,
          "{\"kind\": \"List\", \"apiVersion\": \"v1\", \"metadata\": {\"resourceVersion\": \"1\"},"
              + " \"items\": ["
              + items
              + "]}");
    } else {
      answer(exchange, 404, "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": 404}");
    }
  }

  /** Stays open and says nothing. */
  private void watch(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
