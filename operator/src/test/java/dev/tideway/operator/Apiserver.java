package dev.tideway.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An apiserver that gives one answer to everything, and keeps what it was asked. */
public final class Apiserver implements AutoCloseable {
  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final int code;
  private final String answer;

  /**
   * What came over the wire.
   *
   * @param line method, path and query
   * @param body as it was sent
   */
  public record Request(String line, String body) {}

  private Apiserver(HttpServer server, int code, String answer) {
    this.server = server;
    this.code = code;
    this.answer = answer;
  }

  /** An apiserver that answers with a status code and an object in JSON. */
  public static Apiserver answering(int code, String json) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Apiserver apiserver = new Apiserver(server, code, json);
    server.createContext("/", apiserver::answer);
    server.start();
    return apiserver;
  }

  /** A client that asks this apiserver, and takes its first answer. */
  public KubernetesClient client() {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(
                "http://"
                    + server.getAddress().getHostString()
                    + ":"
                    + server.getAddress().getPort())
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(new Request(exchange.getRequestMethod() + " " + exchange.getRequestURI(), body));
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(code, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
