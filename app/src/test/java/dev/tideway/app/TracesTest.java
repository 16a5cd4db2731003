package dev.tideway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The app as a process, with the variables of OpenTelemetry alone. */
class TracesTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String TRACEPARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  @Test
  void spansGoToTheEndpointAtTheLatestAtTheEnd() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer collector = collector(received);
    String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
    try (AppProcess app = AppProcess.start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint))) {
      assertEquals(200, app.anonymous().get("/", "traceparent", TRACEPARENT).statusCode());
      app.terminate();
      assertEquals(0, app.exitCode());
      String line =
          app.lines().stream().filter(l -> l.contains("\"path\":\"/\"")).findFirst().get();
      assertTrue(line.contains("\"trace_id\":\"" + TRACE + "\""), line);
    } finally {
      collector.stop(0);
    }
    String all = String.join("\n", received);
    assertTrue(all.startsWith("/v1/traces"), all);
    // Protobuf has texts as they are.
    for (String text : List.of("GET /", "service.name", "tideway-app", "url.path")) {
      assertTrue(all.contains(text), text + " in " + all);
    }
  }

  @Test
  void withoutAnEndpointARequestStillHasATrace() throws Exception {
    try (AppProcess app = AppProcess.start(Map.of())) {
      app.anonymous().get("/", "traceparent", TRACEPARENT);
      app.anonymous().get("/none");
      app.terminate();
      app.exitCode();
      String log = String.join("\n", app.lines());
      assertTrue(log.contains("\"path\":\"/\",") && log.contains(TRACE), log);
      assertTrue(log.matches("(?s).*\"path\":\"/none\".*\"trace_id\":\"[0-9a-f]{32}\".*"), log);
    }
  }

  private static HttpServer collector(List<String> received) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          received.add(
              exchange.getRequestURI() + "\n" + new String(body, StandardCharsets.ISO_8859_1));
          exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
