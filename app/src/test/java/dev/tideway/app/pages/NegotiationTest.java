package dev.tideway.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import dev.tideway.app.Uploads;
import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.database.Wire;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same address answers people with pages, and programs with documents, by Accept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NegotiationTest {
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  private final TestApp app = TestApp.onPostgres();
  private final TestApp without = TestApp.start(Map.of(), Map.of());
  private final TestApp withFiles;

  NegotiationTest(@TempDir Path folder) {
    withFiles =
        TestApp.start(TestPostgres.migrated("STORAGE_URL", folder.toUri().toString()), Map.of());
  }

  @AfterAll
  void stop() {
    app.close();
    without.close();
    withFiles.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          path            | accept           | status | type
          /               | */*              | 200    | application/json
          /               | application/json | 200    | application/json
          /               | browser          | 303    |
          /items          | */*              | 401    | application/problem+json
          /items          | application/json | 401    | application/problem+json
          /items          | browser          | 303    |
          /api/v1/items   | */*              | 401    | application/problem+json
          /api/v1/items   | browser          | 303    |
          /status         | */*              | 200    | text/html;charset=utf-8
          /nope           | */*              | 404    | application/problem+json
          /nope           | browser          | 404    | text/html;charset=utf-8
          /items/a/b/c    | browser          | 404    | text/html;charset=utf-8
          /health         | browser          | 200    | application/json
          /assets/app.css | */*              | 200    | text/css;charset=utf-8
          /assets/htmx.js | */*              | 200    | text/javascript;charset=utf-8
          /favicon.ico    | */*              | 200    | image/svg+xml
          /assets/none    | */*              | 404    | application/problem+json
          """,
      useHeadersInDisplayName = true)
  void answers(String path, String accept, int status, @Nullable String type) {
    HttpResponse<String> response =
        app.anonymous().get(path, "Accept", accept.equals("browser") ? BROWSER : accept);
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(type, response.headers().firstValue("Content-Type").orElse(null));
  }

  @Test
  void onlyAdminsSeeWhatItRunsOn() {
    String java = Runtime.version().toString();
    assertFalse(app.anonymous().get("/status").body().contains(java));
    assertFalse(app.http().get("/status").body().contains(java));
    assertTrue(app.as(TestTokens.admin()).get("/status").body().contains(java));
  }

  @Test
  void peopleAreToldWhatPeopleCanDo() {
    String files = Uploads.newItem(withFiles.http());
    String page = files.replaceFirst("^/api/v1", "");
    byte[] binary = {1, 2};
    String program =
        Uploads.send(withFiles.http(), files, "a.bin", "application/octet-stream", binary).body();
    assertTrue(program.contains("and name its type in the part"), program);
    String person =
        Uploads.send(
                withFiles.http(),
                page,
                Uploads.form("a.bin", "application/octet-stream", binary),
                "Accept",
                BROWSER)
            .body();
    assertTrue(person.contains("This file isn't attached, as application/octet-stream"), person);
    assertFalse(person.contains("in the part"), person);
  }

  @Test
  void whileTheDatabaseIsAwayPeopleAreToldToTryAgain() throws Exception {
    try (Wire wire = new Wire(TestPostgres.port())) {
      wire.cut();
      Map<String, String> cut = Map.of("DATABASE_URL", wire.through(TestPostgres.empty()));
      try (TestApp away = TestApp.start(cut, Map.of())) {
        String program = away.http().get("/items").body();
        assertTrue(program.contains("Idempotency-Key"), program);
        HttpResponse<String> person = away.http().get("/items", "Accept", BROWSER);
        assertEquals(503, person.statusCode());
        assertTrue(person.body().contains("Try again in a few seconds."), person.body());
        assertFalse(person.body().contains("Idempotency-Key"), person.body());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"application/json, application/problem+json", "text/html, text/html;charset=utf-8"})
  void withoutADatabaseThePagesSaySo(String accept, String type) {
    HttpResponse<String> response = without.as(TestTokens.viewer()).get("/items", "Accept", accept);
    assertEquals(503, response.statusCode(), response.body());
    assertEquals(type, response.headers().firstValue("Content-Type").orElse(""));
  }

  @ParameterizedTest
  @CsvSource({"?v=, no-store", "?v=0123456789abcdef, no-store", ", no-store"})
  void onlyWhatWasAskedForIsKept(@Nullable String query, String caching) {
    String path = "/assets/app.css" + (query == null ? "" : query);
    assertEquals(
        caching, app.anonymous().get(path).headers().firstValue("Cache-Control").orElse(""));
    String named = app.bean(Assets.class).path("app.css");
    assertEquals(
        "public, max-age=31536000, immutable",
        app.anonymous().get(named).headers().firstValue("Cache-Control").orElse(""));
  }
}
