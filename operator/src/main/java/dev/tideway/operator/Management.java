package dev.tideway.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Health and metrics, on one port: {@code /livez}, {@code /readyz}, {@code /metrics}. */
final class Management implements AutoCloseable {
  private final HttpServer server;

  /**
   * Starts to answer.
   *
   * @param ready whether the caches are filled, so that this replica could lead
   */
  static Management start(int port, BooleanSupplier ready, PrometheusMeterRegistry metrics)
      throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/livez", exchange -> answer(exchange, 200, "ok\n"));
    server.createContext(
        "/readyz",
        exchange -> {
          boolean yes = ready.getAsBoolean();
          answer(exchange, yes ? 200 : 503, yes ? "ok\n" : "caches are not filled yet\n");
        });
    server.createContext("/metrics", exchange -> answer(exchange, 200, metrics.scrape()));
    server.start();
    return new Management(server);
  }

  private Management(HttpServer server) {
    this.server = server;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
