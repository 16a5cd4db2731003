package dev.tideway.app.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.redis.Redis;
import dev.tideway.app.redis.TestRedis;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Over HTTP. Who comes through the limit meets an app without a database, or no route. */
class RateLimitsTest {
  private static final String ITEMS = "/api/v1/items";
  private static final String LOGIN = "/api/v1/login";
  private static final Map<String, Object> LIMITS =
      Map.of(
          "app.limits.writes", "2/1h",
          "app.limits.login", "1/1h",
          "app.trusted-proxies", "127.0.0.0/8",
          "app.redis.timeout", "2s");

  @Test
  void refusesWithAProblemThatSaysWhenToComeAgain() {
    try (TestApp app = TestApp.start(Map.of(), LIMITS)) {
      HttpResponse<String> first = app.http().send("POST", ITEMS, "{}");
      assertEquals(503, first.statusCode());
      assertEquals("\"writes\";q=2;w=3600", header(first, "RateLimit-Policy"));
      assertEquals("\"writes\";r=1;t=1800", header(first, "RateLimit"));
      assertEquals(503, app.http().send("DELETE", ITEMS + "/7", "").statusCode());

      HttpResponse<String> refused = app.http().send("PUT", ITEMS + "/7", "{}");
      assertEquals(429, refused.statusCode());
      assertEquals("application/problem+json", header(refused, "Content-Type"));
      assertEquals("1800", header(refused, "Retry-After"));
      assertEquals("\"writes\";r=0;t=1800", header(refused, "RateLimit"));
      assertTrue(refused.body().contains("send the same again after 1800 s"), refused.body());
      assertTrue(header(refused, "X-App-Version").length() > 0);
    }
  }

  @Test
  void readsAreFreeAndLoginsCountApart() {
    try (TestApp app = TestApp.start(Map.of(), LIMITS)) {
      for (int i = 0; i < 5; i++) {
        HttpResponse<String> read = app.http().get(ITEMS);
        assertEquals(503, read.statusCode());
        assertEquals(Optional.empty(), read.headers().firstValue("RateLimit"));
      }
      assertEquals(
          "\"login\";r=0;t=3600", header(app.http().send("POST", LOGIN, "{}"), "RateLimit"));
      assertEquals(429, app.http().send("POST", LOGIN, "{}").statusCode());
      assertEquals(503, app.http().send("POST", ITEMS, "{}").statusCode());
      assertTrue(
          app.http().get("/prometheus").body().contains("rate_limited_total{limit=\"login\"} 1"));
    }
  }

  @Test
  void eachClientHasItsOwn() {
    try (TestApp app = TestApp.start(Map.of(), LIMITS)) {
      assertEquals(2, allowed(app.http(), "192.0.2.1"));
      assertEquals(2, allowed(app.http(), "192.0.2.2"));
      assertEquals(0, allowed(app.http(), "192.0.2.2"));
    }
  }

  @Test
  void offIsOff() {
    try (TestApp app = TestApp.start(Map.of(), Map.of("app.limits.writes", "off"))) {
      HttpResponse<String> answer = app.http().send("POST", ITEMS, "{}");
      assertEquals(Optional.empty(), answer.headers().firstValue("RateLimit"));
    }
  }

  @Test
  void podsShareALimitInRedisAndCountAloneWithout() throws Exception {
    try (TestRedis redis = new TestRedis();
        TestApp a = TestApp.start(redis.environment(), LIMITS);
        TestApp b = TestApp.start(redis.environment(), LIMITS)) {
      await(a);
      await(b);
      assertEquals(2, allowed(a.http(), "192.0.2.1"));
      assertEquals(0, allowed(b.http(), "192.0.2.1"));
      HttpResponse<String> refused =
          b.http().send("POST", ITEMS, "{}", "X-Forwarded-For", "192.0.2.1");
      assertTrue(header(refused, "Retry-After").matches("1(800|79\\d)"), refused::toString);

      redis.stop();
      assertEquals(2, allowed(a.http(), "192.0.2.1"));
      assertEquals(2, allowed(b.http(), "192.0.2.1"));
      assertEquals(0, allowed(b.http(), "192.0.2.1"));
    }
  }

  private static int allowed(Http http, String client) {
    int allowed = 0;
    for (int i = 0; i < 4; i++) {
      HttpResponse<String> answer = http.send("POST", ITEMS, "{}", "X-Forwarded-For", client);
      allowed += answer.statusCode() == 429 ? 0 : 1;
    }
    return allowed;
  }

  private static void await(TestApp app) throws InterruptedException {
    while (app.bean(Redis.class).session().isEmpty()) {
      Thread.sleep(10);
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElseThrow(() -> new AssertionError("no " + name));
  }
}
