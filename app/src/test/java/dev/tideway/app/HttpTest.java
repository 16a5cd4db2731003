package dev.tideway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest
@Property(name = "micronaut.server.port", value = "-1")
@Property(name = "app.version", value = "1.2.3")
@Property(name = "app.revision", value = "5f7d")
class HttpTest {
  private final EmbeddedServer server;
  private final HttpServerConfiguration configuration;

  HttpTest(EmbeddedServer server, HttpServerConfiguration configuration) {
    this.server = server;
    this.configuration = configuration;
  }

  /** Google's, which is the longest, and can't be set. */
  @Test
  void keepsConnectionsLongerThanAnyLoadBalancer() {
    Duration loadBalancer = Duration.ofSeconds(600);
    assertTrue(configuration.getIdleTimeout().compareTo(loadBalancer) > 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /                 | 200 | {"name":"tideway-app","version":"1.2.3","revision":"5f7d"}
          /health           | 200 | {"status":"UP","timestamp":"[^"]+Z","version":"1.2.3"}
          /health/liveness  | 200 | {"status":"UP"}
          /health/readiness | 200 | {"status":"UP"}
          /nope             | 404 | {"type":"about:blank","title":"Not Found","status":404,"detail":"there is nothing at /nope","traceId":"[0-9a-f]{32}"}
          /env              | 404 | {.*"status":404,.*}
          /api/v1/items     | 401 | {.*"detail":"this needs a login: nobody can yet.*set.* OIDC_ISSUER,.* APP_LOCAL_ACCOUNTS=true,[^"]+",.*}
          /api/v1/items/7   | 401 | {.*"status":401,.*}
          /api/v1/items/7/files | 401 | {.*"status":401,.*}
          /debug            | 401 | {.*"status":401,.*}
          /api/v1/me        | 401 | {.*"status":401,.*}
          /.well-known/jwks.json | 200 | {"keys":\\[]}
          /openapi/v1.json  | 200 | (?s){"openapi":"3.*}\\s*
          """)
  void answers(String path, int status, String body) throws Exception {
    HttpResponse<String> response = get(path);
    assertEquals(status, response.statusCode());
    String pattern = body.replaceAll("\\{(?!\\d)", "\\\\{").replaceAll("(?<!\\d)}", "\\\\}");
    assertTrue(response.body().matches(pattern), response.body());
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT", "DELETE", "PATCH"})
  void nothingIsWrittenWithoutALogin(String method) {
    HttpResponse<String> response = new Http(server.getURI()).send(method, "/api/v1/items/7", "{}");
    assertEquals(401, response.statusCode());
    assertEquals(Optional.of("Bearer"), response.headers().firstValue("WWW-Authenticate"));
  }

  @ParameterizedTest
  @CsvSource({"GET", "POST", "PUT", "DELETE", "PATCH"})
  void withoutADatabaseEveryMethodNamesTheVariable(String method) {
    try (TestApp app = TestApp.start(Map.of(), Map.of())) {
      HttpResponse<String> response = app.http().send(method, "/api/v1/items/7", "{}");
      assertEquals(503, response.statusCode());
      assertTrue(response.body().contains("set DATABASE_URL to postgresql://"), response.body());
    }
  }

  @ParameterizedTest
  @CsvSource({"/", "/health", "/nope", "/prometheus", "/api/v1/items"})
  void everyAnswerSaysWhoGaveIt(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertEquals(Optional.of("1.2.3"), response.headers().firstValue("X-App-Version"));
    assertEquals(Optional.of("5f7d"), response.headers().firstValue("X-App-Revision"));
    assertEquals(Optional.empty(), response.headers().firstValue("X-App-Pod"));
    assertEquals(Optional.empty(), response.headers().firstValue("Connection"));
  }

  @Test
  void requestsAreCountedByRouteAndLatency() throws Exception {
    get("/");
    get("/not/a/route");
    get("/debug");
    new Http(server.getURI()).send("ANYTHING", "/", "");
    String metrics = get("/prometheus").body();
    for (String line :
        new String[] {
          "http_server_requests_seconds_bucket\\{[^}]*status=\"200\",uri=\"root\",le=\"0.25\"\\}"
              + " [1-9].*",
          "http_server_requests_seconds_count\\{[^}]*status=\"404\",uri=\"UNMATCHED\"\\} [1-9].*",
          "http_server_requests_seconds_count\\{[^}]*status=\"401\",uri=\"/debug\"\\}" + " [1-9].*",
          "jvm_memory_used_bytes\\{.*"
        }) {
      assertTrue(metrics.lines().anyMatch(l -> l.matches(line)), line);
    }
    assertTrue(metrics.lines().noneMatch(l -> l.contains("/not/a/route")), "a path became a label");
    assertTrue(metrics.lines().noneMatch(l -> l.contains("ANYTHING")), "so did a method");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.getURI().resolve(path)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
