package dev.tideway.app.controllers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import dev.tideway.app.database.TestPostgres;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** At most one, however often and however much at once it is asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {
  private static final String ITEMS = "/api/v1/items";
  private static final int CLIENTS = 16;

  private final Map<String, String> database = TestPostgres.migrated();
  private final TestApp app = TestApp.start(database, Map.of());
  private final Http http = app.http();

  @AfterAll
  void stop() {
    app.close();
  }

  @Test
  void theSameKeyAndBodyGetTheSameAnswerWhateverBecameOfTheItem() {
    HttpResponse<String> first = post("again", "again");
    String item = first.headers().firstValue("Location").orElseThrow();
    http.send("PUT", item, body("changed"), "If-Match", "*");
    assertSame(first, post("again", "again"));
    http.send("DELETE", item, "", "If-Match", "*");
    assertSame(first, post("again", "again"));
    assertEquals(404, http.get(item).statusCode());
  }

  @Test
  void theSameContentIsTheSameBody() {
    HttpResponse<String> first = post("spaced", "spaced");
    String spaced = "{ \"category\": \"keys\", \"name\": \"spaced\", \"quantity\": 0 }";
    assertSame(first, http.send("POST", ITEMS, spaced, "Idempotency-Key", "spaced"));
  }

  /** A canary answered first, and wrote what this build doesn't know. */
  @Test
  void whatANewerBuildAnsweredIsAnsweredAgain() {
    HttpResponse<String> first = post("newer", "newer");
    TestPostgres.execute(
        database,
        "UPDATE idempotency_keys SET answer = replace(answer, '{\"id\"',"
            + " '{\"colour\":\"red\",\"id\"') WHERE key LIKE '% newer'");
    assertSame(first, post("newer", "newer"));
    assertEquals(1, TestPostgres.count(database, "idempotency_keys WHERE answer LIKE '%colour%'"));
  }

  @Test
  void anotherBodyIsRefused() {
    post("once", "one");
    HttpResponse<String> other = post("once", "two");
    assertEquals(422, other.statusCode());
    assertTrue(other.body().contains("write a new key for a new item"), other.body());
  }

  @Test
  void whatSomebodyElseChoseIsTheirs() {
    HttpResponse<String> mine = post("1", "mine");
    JWTClaimsSet other = TestTokens.claims("editor").subject("somebody else").build();
    HttpResponse<String> theirs =
        app.as(TestTokens.sign(other)).send("POST", ITEMS, body("theirs"), "Idempotency-Key", "1");
    assertEquals(201, theirs.statusCode(), theirs.body());
    assertSame(mine, post("1", "mine"));
  }

  @Test
  void aDayLaterTheKeyIsFree() {
    HttpResponse<String> first = post("old", "old");
    TestPostgres.execute(
        database, "UPDATE idempotency_keys SET created_at = now() - interval '25 hours'");
    assertNotEquals(first.body(), post("old", "old").body());
  }

  @Test
  void allAtOnceMakeOne() throws Exception {
    List<HttpResponse<String>> answers = atOnce(() -> post("race", "race"));
    answers.forEach(answer -> assertSame(answers.getFirst(), answer));
    HttpResponse<String> list = http.get(ITEMS + "?category=keys&limit=100");
    assertEquals(2, list.body().split("\"name\":\"race\"", -1).length, list.body());
  }

  @Test
  void oneOfManyUpdatesWins() throws Exception {
    String item = post("wins", "wins").headers().firstValue("Location").orElseThrow();
    List<Integer> answers =
        new ArrayList<>(
            atOnce(() -> http.send("PUT", item, body("won"), "If-Match", "\"0\"")).stream()
                .map(HttpResponse::statusCode)
                .toList());
    Collections.sort(answers);
    List<Integer> expected = new ArrayList<>(Collections.nCopies(CLIENTS, 412));
    expected.set(0, 200);
    assertEquals(expected, answers);
  }

  @Test
  void allOfManyUpdatesOfAnyVersionAreTaken() throws Exception {
    String item = post("any", "any").headers().firstValue("Location").orElseThrow();
    for (HttpResponse<String> answer :
        atOnce(() -> http.send("PUT", item, body("any"), "If-Match", "*"))) {
      assertEquals(200, answer.statusCode(), answer.body());
    }
    String version = "\"version\":" + CLIENTS;
    assertTrue(http.get(item).body().contains(version), version);
  }

  private HttpResponse<String> post(String key, String name) {
    return http.send("POST", ITEMS, body(name), "Idempotency-Key", key);
  }

  private static String body(String name) {
    return "{\"name\":\"" + name + "\",\"category\":\"keys\"}";
  }

  private static void assertSame(HttpResponse<String> expected, HttpResponse<String> actual) {
    assertEquals(201, actual.statusCode(), actual.body());
    assertEquals(expected.body(), actual.body());
    for (String header : List.of("Location", "ETag")) {
      assertEquals(expected.headers().firstValue(header), actual.headers().firstValue(header));
    }
  }

  private static List<HttpResponse<String>> atOnce(Callable<HttpResponse<String>> request)
      throws Exception {
    List<HttpResponse<String>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<HttpResponse<String>> answer :
          clients.invokeAll(Collections.nCopies(CLIENTS, request))) {
        answers.add(answer.get());
      }
    }
    return answers;
  }
}
