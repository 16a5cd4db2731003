package dev.tideway.app.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Await;
import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.redis.Redis;
import dev.tideway.app.redis.TestRedis;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One trace from the client through HTTP to PostgreSQL and Redis, as a tree. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracingTest {
  private static final String ITEMS = "/api/v1/items";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private final TestRedis redis = new TestRedis();
  private final TestApp app;
  private final Http http;
  private final KeptSpans spans;
  private String item = "";

  TracingTest() throws IOException {
    Map<String, String> environment = new HashMap<>(TestPostgres.migrated());
    environment.putAll(redis.environment());
    environment.put("REDIS_TIMEOUT", "2s");
    app = TestApp.start(environment, Map.of(KeptSpans.PROPERTY, "true"));
    http = app.http();
    spans = app.bean(KeptSpans.class);
  }

  @BeforeAll
  void createAnItem() {
    Await.until("a session", () -> app.bean(Redis.class).session().isPresent());
    String body = "{\"name\":\"Saw\",\"category\":\"tools\"}";
    item = http.send("POST", ITEMS, body).headers().firstValue("Location").orElseThrow();
    Await.until("the cache opens", this::cachedWithin);
  }

  @AfterAll
  void stop() {
    app.close();
    redis.close();
  }

  private boolean cachedWithin() {
    spans.forget();
    http.get(item);
    return !spans.tree().contains("SELECT");
  }

  @Test
  void aHitAsksRedisAlone() {
    traced(item);
    assertEquals(
        """
        SERVER GET /api/v1/items/{id}
          CLIENT EVALSHA cache.read
        """,
        spans.tree().replaceAll(".*cache_trust.*\n", ""));
  }

  @Test
  void aListAsksTheDatabaseAlone() {
    traced(ITEMS);
    String tree = spans.tree();
    assertTrue(tree.matches("SERVER GET /api/v1/items\n  CLIENT SELECT [^\n]*items[^\n]*\n"), tree);
    SpanData statement = spans.all().getFirst();
    assertTrue(statement.getAttributes().toString().contains("SELECT"), statement.toString());
  }

  @Test
  void everySpanIsOfTheClientsTrace() {
    traced(ITEMS);
    assertTrue(spans.all().stream().allMatch(s -> s.getTraceId().equals(TRACE)));
    assertEquals("00f067aa0ba902b7", spans.all().getLast().getParentSpanId());
  }

  @Test
  void aProblemNamesItsTrace() {
    HttpResponse<String> refused = traced(ITEMS + "?limit=0");
    assertTrue(refused.body().contains("\"traceId\":\"" + TRACE + "\""), refused.body());
    assertEquals(StatusCode.UNSET, spans.all().getFirst().getStatus().getStatusCode());
  }

  @Test
  void probesAreNotTraced() {
    traced("/health/readiness");
    traced("/prometheus");
    assertEquals(List.of(), spans.all());
  }

  @Test
  void anExemplarLeadsFromALatencyToATrace() {
    traced(ITEMS);
    HttpResponse<String> metrics =
        http.get("/prometheus", "Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1");
    assertTrue(
        metrics
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .startsWith("application/openmetrics-text"));
    Matcher exemplar =
        Pattern.compile(
                "http_server_requests_seconds_bucket\\{[^}]*uri=\"/api/v1/items[^}]*} \\d+ #"
                    + " \\{span_id=\"[0-9a-f]{16}\",trace_id=\"[0-9a-f]{32}\"}")
            .matcher(metrics.body());
    assertTrue(exemplar.find(), metrics.body());
    assertTrue(metrics.body().endsWith("# EOF\n"));
    assertFalse(http.get("/prometheus").body().contains("trace_id"));
  }

  private HttpResponse<String> traced(String path) {
    spans.forget();
    return http.get(path, "traceparent", TRACEPARENT);
  }
}
