package dev.tideway.app.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import dev.tideway.app.database.TestPostgres;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong on purpose: who may ask for it, what it does, and that it ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {
  private static final String PATH = "/demo/faults";

  private final TestApp app = TestApp.start(environment(), Map.of("app.pod", "items-7"));
  private final Http admin = app.as(TestTokens.admin());

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(TestPostgres.migrated());
    environment.put("APP_DEMO_FAULTS", "true");
    return environment;
  }

  @AfterAll
  void stop() {
    app.close();
  }

  @BeforeEach
  void end() {
    put("{\"seconds\":1}");
  }

  @Test
  void areOffUnlessASettingSaysSo() {
    try (TestApp without = TestApp.start(Map.of(), Map.of())) {
      Http admins = without.as(TestTokens.admin());
      assertEquals(404, admins.get(PATH).statusCode());
      assertEquals(404, admins.send("PUT", PATH, "{\"seconds\":1}").statusCode());
      String status = admins.get("/status").body();
      assertFalse(status.contains("Faults on purpose"), status);
      assertEquals(
          404,
          admins
              .send(
                  "POST",
                  "/status/faults",
                  "seconds=1",
                  "Content-Type",
                  "application/x-www-form-urlencoded")
              .statusCode());
    }
  }

  @Test
  void areForAdmins() {
    String body = "{\"errorRate\":1,\"seconds\":1}";
    assertEquals(401, app.anonymous().get(PATH).statusCode());
    assertEquals(401, app.anonymous().send("PUT", PATH, body).statusCode());
    assertEquals(403, app.http().get(PATH).statusCode());
    assertEquals(403, app.http().send("PUT", PATH, body).statusCode());
    assertFalse(app.http().get("/status").body().contains("Faults on purpose"));
  }

  @Test
  void areShownWithThePodThatHasThem() {
    assertEquals(
        "{\"errorRate\":0.0,\"latencyMillis\":0,\"pod\":\"items-7\"}", admin.get(PATH).body());
    HttpResponse<String> put = put("{\"errorRate\":0.25,\"latencyMillis\":40,\"seconds\":60}");
    assertEquals(200, put.statusCode(), put.body());
    String shown =
        "\\{\"errorRate\":0.25,\"latencyMillis\":40,\"until\":\"[^\"]+Z\",\"pod\":\"items-7\"}";
    assertTrue(put.body().matches(shown), put.body());
    assertEquals(put.body(), admin.get(PATH).body());
  }

  @Test
  void failAsManyRequestsAsAsked() {
    put("{\"errorRate\":1,\"seconds\":60}");
    HttpResponse<String> failed = app.http().get("/api/v1/items");
    assertEquals(500, failed.statusCode());
    assertTrue(failed.body().contains("this fault was asked for at /demo/faults"), failed.body());
    put("{\"errorRate\":0.5,\"seconds\":60}");
    long failures =
        IntStream.range(0, 200).filter(i -> app.http().get("/").statusCode() == 500).count();
    // Of 200 fair coins, fewer than 60 or more than 140 fall on one side once in 10^8 times.
    assertTrue(failures >= 60 && failures <= 140, failures + " of 200");
    String metrics = app.http().get("/prometheus").body();
    assertTrue(
        metrics
            .lines()
            .anyMatch(
                l ->
                    l.matches(
                        "http_server_requests_seconds_count\\{.*status=\"500\",uri=\"root\".*")),
        metrics);
  }

  @ParameterizedTest
  @CsvSource({
    "/health",
    "/health/liveness",
    "/health/readiness",
    "/prometheus",
    "/status",
    "/assets/app.css"
  })
  void spareWhatKeepsThePodAlive(String path) {
    put("{\"errorRate\":1,\"seconds\":60}");
    assertEquals(200, app.anonymous().get(path).statusCode());
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/login, {\"name\":\"a\"}", "/api/v1/refresh, {\"refreshToken\":\"a\"}"})
  void spareTheLoginsOfThoseWhoEndThem(String path, String body) {
    put("{\"errorRate\":1,\"seconds\":60}");
    // There are no accounts here.
    int status = app.anonymous().send("POST", path, body).statusCode();
    assertTrue(status == 404 || status == 400, status + " at " + path);
  }

  @Test
  void slowRequestsDown() {
    put("{\"latencyMillis\":300,\"seconds\":60}");
    long before = System.nanoTime();
    assertEquals(200, app.http().get("/api/v1/items").statusCode());
    long millis = (System.nanoTime() - before) / 1_000_000;
    assertTrue(millis >= 300, millis + " ms");
  }

  @Test
  void endByThemselves() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    Faults faults = new Faults(now::get);
    faults.set(1, Duration.ZERO, Duration.ofSeconds(60));
    now.set(Instant.ofEpochSecond(59));
    assertTrue(faults.now().fails(0.5));
    now.set(Instant.ofEpochSecond(60));
    assertFalse(faults.now().any());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                               | write a whole number of seconds from 1 to 3600
          {"seconds":3601}                 | write a whole number of seconds from 1 to 3600
          {"seconds":0}                    | write a whole number of seconds from 1 to 3600
          {"seconds":1,"errorRate":1.5}    | write a number from 0 to 1, such as 0.2
          {"seconds":1,"latencyMillis":-1} | write a whole number of milliseconds from 0 to 10000
          {"seconds":1,"errors":1}         | it has no field errors
          """)
  void sayWhatToWrite(String body, String words) {
    HttpResponse<String> refused = put(body);
    assertEquals(400, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains(words), refused.body());
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void areChangedByAPageToo(boolean htmx) {
    String[] as = htmx ? new String[] {"HX-Request", "true"} : new String[] {"Accept", "text/html"};
    HttpResponse<String> done = form("errorRate=0.5&latencyMillis=20&seconds=60", as);
    assertEquals(htmx ? 204 : 303, done.statusCode(), done.body());
    String status = admin.get("/status?done=faults", as).body();
    assertTrue(status.contains("50 % of the requests"), status);
    HttpResponse<String> wrong = form("errorRate=2&latencyMillis=slow&seconds=", as);
    assertEquals(400, wrong.statusCode());
    for (String id : new String[] {"errorRate-error", "latencyMillis-error", "seconds-error"}) {
      assertTrue(wrong.body().contains("id=\"" + id + "\""), wrong.body());
    }
    assertTrue(wrong.body().contains("value=\"slow\""), wrong.body());
  }

  private HttpResponse<String> form(String fields, String[] as) {
    return admin.send(
        "POST",
        "/status/faults",
        fields,
        "Content-Type",
        "application/x-www-form-urlencoded",
        as[0],
        as[1]);
  }

  private HttpResponse<String> put(String body) {
    return admin.send("PUT", PATH, body);
  }
}
