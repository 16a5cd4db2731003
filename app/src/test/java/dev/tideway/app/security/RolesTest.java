package dev.tideway.app.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import dev.tideway.app.database.TestPostgres;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {
  private static final String NONE = "/api/v1/items/7d1c7ca5-8a5c-4b9d-9f5c-0a4d3f6f2f10";

  private static final String NO_FILE = "/5a1a2d5e-3a3c-4c38-8a9b-0f0f6f1c2d3e";

  private final TestApp app = TestApp.start(environment(), Map.of());

  private static Map<String, String> environment() {
    return TestPostgres.migrated("APP_LOCAL_ACCOUNTS", "true", "STORAGE_URL", "file:///none");
  }

  @AfterAll
  void stop() {
    app.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          request                       | nobody | no role | viewer | editor | admin
          GET    /                      | 200    | 200     | 200    | 200    | 200
          GET    /health                | 200    | 200     | 200    | 200    | 200
          GET    /health/readiness      | 200    | 200     | 200    | 200    | 200
          GET    /prometheus            | 200    | 200     | 200    | 200    | 200
          GET    /openapi/v1.json       | 200    | 200     | 200    | 200    | 200
          GET    /.well-known/jwks.json | 200    | 200     | 200    | 200    | 200
          GET    /nope                  | 404    | 404     | 404    | 404    | 404
          POST   /login                 | 404    | 404     | 404    | 404    | 404
          POST   /oauth/access_token    | 404    | 404     | 404    | 404    | 404
          GET    /env                   | 404    | 404     | 404    | 404    | 404
          GET    /api/v1/me             | 401    | 200     | 200    | 200    | 200
          GET    /api/v1/items          | 401    | 403     | 200    | 200    | 200
          GET    NONE                   | 401    | 403     | 404    | 404    | 404
          POST   /api/v1/items          | 401    | 403     | 403    | 201    | 201
          PUT    NONE                   | 401    | 403     | 403    | 428    | 428
          DELETE NONE                   | 401    | 403     | 403    | 428    | 428
          GET    NONE/files             | 401    | 403     | 404    | 404    | 404
          POST   NONE/files             | 401    | 403     | 403    | 400    | 400
          GET    NONE/files/NO          | 401    | 403     | 404    | 404    | 404
          HEAD   NONE/files/NO          | 401    | 403     | 404    | 404    | 404
          DELETE NONE/files/NO          | 401    | 403     | 403    | 404    | 404
          GET    /api/v1/users          | 401    | 403     | 403    | 403    | 200
          POST   /api/v1/users          | 401    | 403     | 403    | 403    | 400
          PUT    /api/v1/users/none     | 401    | 403     | 403    | 403    | 400
          DELETE /api/v1/users/none     | 401    | 403     | 403    | 403    | 404
          GET    /debug                 | 401    | 403     | 403    | 403    | 200
          """,
      useHeadersInDisplayName = true)
  void may(String request, int nobody, int noRole, int viewer, int editor, int admin) {
    String method = request.split(" +")[0];
    String path = request.split(" +")[1].replace("NONE", NONE).replace("/NO", NO_FILE);
    String type = path.endsWith("/files") ? "multipart/form-data; boundary=b" : "application/json";
    String body = method.startsWith("P") ? "{\"name\":\"Saw\",\"category\":\"tools\"}" : "";
    List<Http> callers =
        List.of(
            app.anonymous(),
            app.as(TestTokens.of()),
            app.as(TestTokens.viewer()),
            app.as(TestTokens.editor()),
            app.as(TestTokens.admin()));
    assertEquals(
        List.of(nobody, noRole, viewer, editor, admin),
        callers.stream()
            .map(http -> http.send(method, path, body, "Content-Type", type).statusCode())
            .toList());
  }

  /** As the document says: a list that is empty is there. */
  @Test
  void noRolesAndNoUsersAreEmptyLists() {
    String me = app.as(TestTokens.of()).get("/api/v1/me").body();
    assertTrue(me.contains("\"roles\":[]"), me);
    assertEquals("{\"users\":[]}", app.as(TestTokens.admin()).get("/api/v1/users").body());
  }

  @Test
  void aRefusalSaysHowToGetIn() {
    HttpResponse<String> nobody = app.anonymous().get("/api/v1/items");
    assertRefused(nobody, 401, "Bearer", "with a token of POST /api/v1/login");
    HttpResponse<String> bad = app.as("bad").get("/api/v1/items");
    assertRefused(bad, 401, "Bearer error=\"invalid_token\"", "the token isn't good");
    HttpResponse<String> viewer = app.as(TestTokens.viewer()).send("DELETE", NONE, "");
    assertRefused(
        viewer,
        403,
        "Bearer error=\"insufficient_scope\"",
        "this needs the role editor, and you have viewer");
  }

  private static void assertRefused(
      HttpResponse<String> response, int status, String challenge, String words) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        Optional.of("application/problem+json"), response.headers().firstValue("Content-Type"));
    assertEquals(Optional.of(challenge), response.headers().firstValue("WWW-Authenticate"));
    assertTrue(response.body().contains(words), response.body());
  }
}
