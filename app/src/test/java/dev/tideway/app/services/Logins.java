package dev.tideway.app.services;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Logs in with local accounts, over HTTP. */
final class Logins {
  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final Http anonymous;
  private final JsonMapper json;

  Logins(TestApp app) {
    anonymous = app.anonymous();
    json = app.bean(JsonMapper.class);
  }

  record Tokens(String access, String refresh) {}

  Tokens login(String name, String secret) {
    return tokens(attempt(name, secret));
  }

  /** With whatever answer. */
  HttpResponse<String> attempt(String name, String secret) {
    return post("/api/v1/login", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, secret));
  }

  Tokens refreshed(String token) {
    return tokens(refresh(token));
  }

  HttpResponse<String> refresh(String token) {
    return post("/api/v1/refresh", refreshForm(token));
  }

  HttpResponse<String> logout(String token) {
    return post("/api/v1/logout", refreshForm(token));
  }

  private HttpResponse<String> post(String path, String body) {
    // All of one trace, which problems name: answers can be compared.
    return anonymous.send("POST", path, body, "traceparent", TRACEPARENT);
  }

  private Tokens tokens(HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    assertEquals(Optional.of("no-store"), response.headers().firstValue("Cache-Control"));
    try {
      JsonNode node = json.readValue(response.body(), JsonNode.class);
      return new Tokens(text(node, "accessToken"), text(node, "refreshToken"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(JsonNode node, String field) {
    return Optional.ofNullable(node.get(field)).orElseThrow().getStringValue();
  }

  /** A new account, as an admin sends it. */
  static String user(String name, String password, String role) {
    return "{\"name\":\"%s\",\"password\":\"%s\",\"role\":\"%s\"}".formatted(name, password, role);
  }

  private static String refreshForm(String token) {
    return "{\"refreshToken\":\"%s\"}".formatted(token);
  }
}
