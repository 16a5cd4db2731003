package dev.tideway.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same address answers people with pages, and programs with documents, by Accept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NegotiationTest {
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  private final TestApp app = TestApp.onPostgres();
  private final TestApp without = TestApp.start(Map.of(), Map.of());

  @AfterAll
  void stop() {
    app.close();
    without.close();
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
          /assets/none    | */*              | 404    | application/problem+json
          """,
      useHeadersInDisplayName = true)
  void answers(String path, String accept, int status, @Nullable String type) {
    HttpResponse<String> response =
        app.anonymous().get(path, "Accept", accept.equals("browser") ? BROWSER : accept);
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(type, response.headers().firstValue("Content-Type").orElse(null));
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
