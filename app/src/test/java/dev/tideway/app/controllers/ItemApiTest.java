package dev.tideway.app.controllers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemApiTest {
  private static final String ITEMS = "/api/v1/items";
  private static final String NONE = ITEMS + "/7d1c7ca5-8a5c-4b9d-9f5c-0a4d3f6f2f10";
  private static final String PLANE = "{\"name\":\"Plane\",\"category\":\"hand-tools\"}";

  private final TestApp app = TestApp.onPostgres();
  private final Http http = app.http();

  @AfterAll
  void stop() {
    app.close();
  }

  @Test
  void itsWholeLife() {
    HttpResponse<String> created = http.send("POST", ITEMS, PLANE);
    assertEquals(201, created.statusCode(), created.body());
    assertTrue(
        created
            .body()
            .matches(
                "\\{\"id\":\"[0-9a-f-]{36}\",\"name\":\"Plane\",\"description\":\"\","
                    + "\"category\":\"hand-tools\",\"status\":\"DRAFT\",\"quantity\":0,"
                    + "\"createdAt\":\"[^\"]+Z\",\"updatedAt\":\"[^\"]+Z\",\"version\":0}"),
        created.body());
    String item = header(created, "Location");

    HttpResponse<String> read = http.get(item);
    assertEquals(created.body(), read.body());
    assertEquals("\"0\"", header(read, "ETag"));
    assertEquals(304, http.get(item, "If-None-Match", "W/\"0\"").statusCode());

    String full =
        """
        {"name":"Plane №4","description":"Iron.\\nHeavy.","category":"tools","status":"ACTIVE","quantity":3}\
        """;
    HttpResponse<String> updated = http.send("PUT", item, full, "If-Match", "\"0\"");
    assertEquals(200, updated.statusCode(), updated.body());
    assertEquals("\"1\"", header(updated, "ETag"));
    assertEquals(updated.body(), http.get(item, "If-None-Match", "\"0\"").body());
    assertTrue(updated.body().contains("\"description\":\"Iron.\\nHeavy.\""), updated.body());

    assertEquals(412, http.send("PUT", item, PLANE, "If-Match", "\"0\"").statusCode());
    assertEquals(412, http.send("PUT", item, PLANE, "If-Match", "W/\"1\"").statusCode());
    assertEquals(200, http.send("PUT", item, PLANE, "If-Match", "\"9\", \"1\"").statusCode());
    assertEquals(412, http.send("DELETE", item, "", "If-Match", "\"1\"").statusCode());
    assertEquals(204, http.send("DELETE", item, "", "If-Match", "\"2\"").statusCode());
    assertEquals(404, http.get(item).statusCode());
    assertEquals(404, http.send("DELETE", item, "", "If-Match", "*").statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"category":"a"}                                     | name        | write 1 to 100 characters
          {"name":"","category":"a"}                           | name        | write 1 to 100 characters
          {"name":" a","category":"a"}                         | name        | write one line of text that begins and ends with a visible character
          {"name":"a\\nb","category":"a"}                      | name        | write one line of text that begins and ends with a visible character
          {"name":"a"}                                         | category    | write 1 to 40 lower-case letters, digits and hyphens, such as hand-tools
          {"name":"a","category":"Hand tools"}                 | category    | write 1 to 40 lower-case letters, digits and hyphens, such as hand-tools
          {"name":"a","category":"a","status":"active"}        | status      | write DRAFT, ACTIVE or ARCHIVED
          {"name":"a","category":"a","quantity":-1}            | quantity    | write a whole number from 0 to 1000000000
          {"name":"a","category":"a","quantity":1.5}           | quantity    | write a whole number from 0 to 1000000000
          {"name":"a","category":"a","quantity":1e99}          | quantity    | write a whole number from 0 to 1000000000
          {"name":"a","category":"a","description":"\\u0000"}  | description | leave out NUL characters and halves of surrogate pairs
          {"name":"a","category":"a","description":"\\ud83d"}  | description | leave out NUL characters and halves of surrogate pairs
          """)
  void saysWhatToWrite(String body, String field, String detail) {
    HttpResponse<String> refused = http.send("POST", ITEMS, body);
    assertProblem(400, "\"field\":\"" + field + "\",\"detail\":\"" + detail + "\"", refused);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name":            | Invalid JSON: Unexpected end-of-input within/between Object entries (line 1, column 9)
          []                  | (line 1, column 2)
          null                | the body is missing: write a JSON object
          {"nmae":"a"}        | it has no field nmae: leave that out, or mend its spelling
          {"quantity":"much"} | quantity isn't a number: write one without quotes
          {"quantity":"3"}    | quantity isn't a number: write one without quotes
          {"quantity":1e999}  | quantity
          {"quantity":false}  | quantity isn't a number: write one without quotes
          {"category":false}  | category isn't a text: write one in quotes
          {"name":7}          | name isn't a text: write one in quotes
          {"status":["DRAFT"]} | status isn't a text: write one in quotes
          {"description":{}}  | description isn't a text: write one in quotes
          """)
  void saysWhatIsWrongWithABody(String body, String detail) {
    assertProblem(400, detail, http.send("POST", ITEMS, body));
  }

  @Test
  void namesEveryMistakeAtOnce() {
    HttpResponse<String> refused =
        http.send("POST", ITEMS, "{\"name\":\" \",\"status\":\"NEW\",\"quantity\":-1}");
    assertProblem(400, "can't be taken as written: category, name, quantity, status", refused);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          GET    | /api/v1/items?limit=0      | -                  | 400 | write 1 to 100
          GET    | /api/v1/items?limit=101    | -                  | 400 | write 1 to 100
          GET    | /api/v1/items?limit=all    | -                  | 400 | "field":"limit","detail":"write a whole number"
          GET    | /api/v1/items?sort=size    | -                  | 400 | write createdAt, name or quantity, or one of them with - before it
          GET    | /api/v1/items?status=NEW   | -                  | 400 | write DRAFT, ACTIVE or ARCHIVED
          GET    | /api/v1/items?category=A   | -                  | 400 | such as hand-tools
          GET    | /api/v1/items?cursor=abc   | -                  | 400 | cursor isn't one of this list
          GET    | /api/v1/items?cursor=      | -                  | 400 | cursor isn't one of this list
          GET    | /api/v1/items/seven        | -                  | 400 | "field":"id","detail":"write a UUID
          GET    | NONE                       | -                  | 404 | there is no item 7d1c7ca5-8a5c-4b9d-9f5c-0a4d3f6f2f10
          PUT    | NONE                       | -                  | 428 | write If-Match with the ETag
          GET    | /api/v1/items?cursor       | -                  | 400 | cursor isn't one of this list
          PUT    | NONE                       | If-Match: 3        | 400 | write an ETag with its quotes
          PUT    | NONE                       | If-Match: "3"      | 404 | there is no item
          DELETE | NONE                       | -                  | 428 | write If-Match with the ETag
          POST   | /api/v1/items              | Idempotency-Key: a b | 400 | write 1 to 255 visible ASCII characters
          POST   | /api/v1/items              | Content-Type: text/plain | 415 | application/json
          GET    | /api/v1/items              | Accept: text/html  | 406 | application/json
          PATCH  | /api/v1/items              | -                  | 405 | Allowed methods
          GET    | NONE/files                 | -                  | 503 | set STORAGE_URL to file:///FOLDER, s3://
          POST   | NONE/files/7               | -                  | 503 | no storage for files is configured
          """)
  void refuses(String method, String path, @Nullable String header, int status, String detail) {
    String[] headers = header == null ? new String[0] : header.split(": ", 2);
    String body = method.startsWith("P") ? PLANE : "";
    HttpResponse<String> refused = http.send(method, path.replace("NONE", NONE), body, headers);
    assertProblem(status, detail, refused);
  }

  @Test
  void anEmptyIfMatchIsNoMissingOne() {
    HttpResponse<String> refused = http.send("PUT", NONE, PLANE, "If-Match", "");
    assertProblem(400, "write an ETag with its quotes", refused);
  }

  @Test
  void countsCharactersAndNotTheirHalves() {
    String body = "{\"name\":\"%s\",\"category\":\"a\"}";
    assertEquals(201, http.send("POST", ITEMS, body.formatted("🪚".repeat(100))).statusCode());
    assertProblem(
        400,
        "write 1 to 100 characters",
        http.send("POST", ITEMS, body.formatted("🪚".repeat(101))));
  }

  private static void assertProblem(int status, String words, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals("application/problem+json", header(response, "Content-Type"));
    assertTrue(response.body().startsWith("{\"type\":\"about:blank\",\"title\":"), response.body());
    assertTrue(response.body().contains("\"status\":" + status), response.body());
    assertTrue(response.body().contains(words), response.body());
  }

  private static String header(HttpResponse<?> response, String name) {
    Optional<String> value = response.headers().firstValue(name);
    return value.orElseThrow(() -> new AssertionError("no " + name));
  }
}
