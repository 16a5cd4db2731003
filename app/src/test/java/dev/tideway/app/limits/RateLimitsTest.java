package dev.tideway.app.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Await;
import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import dev.tideway.app.redis.Redis;
import dev.tideway.app.redis.TestRedis;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over HTTP. Who comes through the limit meets an app without a database and without accounts. */
class RateLimitsTest {
  private static final String ITEMS = "/api/v1/items";
  private static final String LOGIN = "/api/v1/login";
  private static final String GUESS = "{\"name\":\"admin\",\"password\":\"guess\"}";

  @Test
  void refusesWithAProblemThatSaysWhenToComeAgain() {
    try (TestApp app = start(Map.of())) {
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

  /** Headers and their names are for programs. */
  @Test
  void tellsPeopleHowLongToWait() {
    try (TestApp app = start(Map.of())) {
      for (int i = 0; i < 2; i++) {
        app.http().send("POST", ITEMS, "{}");
      }
      HttpResponse<String> page = app.http().send("POST", ITEMS, "{}", "Accept", "text/html");
      assertEquals(429, page.statusCode());
      assertEquals("1800", header(page, "Retry-After"));
      assertTrue(
          page.body().contains("That was too often in a short time: wait 30 min, then"),
          page.body());
      assertFalse(page.body().contains("RateLimit-Policy"), page.body());
    }
  }

  @Test
  void readsAreFreeAndLoginsCountApart() {
    try (TestApp app = start(Map.of())) {
      for (int i = 0; i < 5; i++) {
        HttpResponse<String> read = app.http().get(ITEMS);
        assertEquals(503, read.statusCode());
        assertEquals(Optional.empty(), read.headers().firstValue("RateLimit"));
      }
      HttpResponse<String> login = app.anonymous().send("POST", LOGIN, GUESS);
      assertEquals(404, login.statusCode());
      assertEquals("\"login\";r=1;t=1800", header(login, "RateLimit"));
      assertEquals(404, app.anonymous().send("POST", LOGIN, GUESS).statusCode());
      assertEquals(429, app.anonymous().send("POST", LOGIN, GUESS).statusCode());
      assertEquals(503, app.http().send("POST", ITEMS, "{}").statusCode());
      assertTrue(
          app.http().get("/prometheus").body().contains("rate_limited_total{limit=\"login\"} 1"));
    }
  }

  /** Whatever reaches the password check is counted, however its path is spelled. */
  @ParameterizedTest
  @CsvSource({
    "/api/v1/login, application/json, limited",
    "/api/v1/login/, application/json, limited",
    "/api/v1/login?a=b, application/json, limited",
    "/api/v1/%6Cogin, application/json, nothing there",
    "/%61pi/v1/login, application/json, nothing there",
    "/api/v1//login, application/json, nothing there",
    "/auth/sign-in, application/x-www-form-urlencoded, limited",
    "/auth/sign-in/, application/x-www-form-urlencoded, limited",
    "/%61uth/sign-in, application/x-www-form-urlencoded, nothing there",
  })
  void noWayAroundTheLimitOfLogins(String path, String type, String outcome) {
    String form = "name=admin&password=guess";
    String body = type.endsWith("json") ? GUESS : form;
    try (TestApp app = start(Map.of())) {
      String[] headers = {"Content-Type", type, "Origin", app.http().server().toString()};
      HttpResponse<String> answer = app.anonymous().send("POST", path, body, headers);
      assertEquals(
          outcome,
          answer.body().contains("there is nothing at") ? "nothing there" : "limited",
          answer.body());
      if (outcome.equals("limited")) {
        assertEquals("\"login\";r=1;t=1800", header(answer, "RateLimit"), answer.body());
      }
    }
  }

  @Test
  void eachUserHasTheirOwnWhereverTheyAre() {
    try (TestApp app = start(Map.of())) {
      Http one = app.as(TestTokens.editor());
      Http other = app.as(TestTokens.editor());
      assertEquals(1, writes(one, "192.0.2.1"));
      assertEquals(1, writes(one, "192.0.2.2"));
      assertEquals(0, writes(one, "192.0.2.3"));
      assertEquals(1, writes(other, "192.0.2.1"));
    }
  }

  @Test
  void eachAddressHasItsOwn() {
    try (TestApp app = start(Map.of())) {
      assertEquals(2, logins(app, "192.0.2.1"));
      assertEquals(2, logins(app, "192.0.2.2"));
      assertEquals(0, logins(app, "192.0.2.2"));
    }
  }

  @Test
  void offIsOff() {
    try (TestApp app = start(Map.of("LIMIT_WRITES", "off"))) {
      HttpResponse<String> answer = app.http().send("POST", ITEMS, "{}");
      assertEquals(Optional.empty(), answer.headers().firstValue("RateLimit"));
    }
  }

  @ParameterizedTest
  @CsvSource({"LIMIT_LOGIN, ten", "LIMIT_WRITES, 300", "TRUSTED_PROXIES, gateway"})
  void aLimitThatCannotBeReadEndsTheStart(String name, String value) {
    Throwable e = assertThrows(RuntimeException.class, () -> start(Map.of(name, value)).close());
    while (e.getCause() != null) {
      e = e.getCause();
    }
    assertTrue(String.valueOf(e.getMessage()).startsWith(name + " can't be read"), e.toString());
  }

  @Test
  void podsShareALimitInRedisAndCountAloneWithout() throws Exception {
    try (TestRedis redis = new TestRedis();
        TestApp a = start(redis.environment());
        TestApp b = start(redis.environment())) {
      await(a);
      await(b);
      assertEquals(2, logins(a, "192.0.2.1"));
      assertEquals(0, logins(b, "192.0.2.1"));
      HttpResponse<String> refused =
          b.anonymous().send("POST", LOGIN, GUESS, "X-Forwarded-For", "192.0.2.1");
      assertTrue(header(refused, "Retry-After").matches("1(800|79\\d)"), refused::toString);

      redis.stop();
      assertEquals(2, logins(a, "192.0.2.1"));
      assertEquals(2, logins(b, "192.0.2.1"));
      assertEquals(0, logins(b, "192.0.2.1"));
    }
  }

  private static TestApp start(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("LIMIT_WRITES", "2/1h");
    environment.put("LIMIT_LOGIN", "2/1h");
    environment.put("TRUSTED_PROXIES", "127.0.0.0/8");
    environment.put("REDIS_TIMEOUT", "2s");
    environment.putAll(more);
    return TestApp.start(environment, Map.of());
  }

  private static int logins(TestApp app, String client) {
    int allowed = 0;
    for (int i = 0; i < 4; i++) {
      HttpResponse<String> answer =
          app.anonymous().send("POST", LOGIN, GUESS, "X-Forwarded-For", client);
      allowed += answer.statusCode() == 429 ? 0 : 1;
    }
    return allowed;
  }

  private static int writes(Http http, String client) {
    HttpResponse<String> answer = http.send("POST", ITEMS, "{}", "X-Forwarded-For", client);
    return answer.statusCode() == 429 ? 0 : 1;
  }

  private static void await(TestApp app) {
    Await.until("a session", () -> app.bean(Redis.class).session().isPresent());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElseThrow(() -> new AssertionError("no " + name));
  }
}
