package dev.tideway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.storage.FaultyStorage;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often each request asks the database: never more for more items. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementsTest {
  private static final String ITEMS = "/api/v1/items";
  private static final String BODY = "{\"name\":\"Saw\",\"category\":\"tools\"}";

  private static final byte[] TEXT = {'t', 'e', 'x', 't'};

  private final TestApp app =
      TestApp.start(
          TestPostgres.migrated("STORAGE_URL", "file:///none"),
          Map.of(Statements.PROPERTY, "true", FaultyStorage.PROPERTY, "true"));
  private final Http http = app.http();
  private final Statements statements = app.bean(Statements.class);
  private String item = "";

  @BeforeAll
  void fill() {
    for (int i = 0; i < 101; i++) {
      HttpResponse<String> created = http.send("POST", ITEMS, BODY);
      item = created.headers().firstValue("Location").orElseThrow();
    }
    http.send("POST", ITEMS, BODY, "Idempotency-Key", "used");
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
          a page of 1             | GET    | /api/v1/items?limit=1   |                        | 200 | 1
          a page of 100           | GET    | /api/v1/items?limit=100 |                        | 200 | 1
          an item                 | GET    | ITEM                    |                        | 200 | 1
          none such               | GET    | /api/v1/items/7d1c7ca5-8a5c-4b9d-9f5c-0a4d3f6f2f10 | | 404 | 1
          a new item              | POST   | /api/v1/items           |                        | 201 | 1
          a new item, with a key  | POST   | /api/v1/items           | Idempotency-Key: fresh | 201 | 2
          the same item again     | POST   | /api/v1/items           | Idempotency-Key: used  | 201 | 2
          an update               | PUT    | ITEM                    | If-Match: *            | 200 | 2
          an update without match | PUT    | ITEM                    |                        | 428 | 0
          a stale update          | PUT    | ITEM                    | If-Match: "99"         | 412 | 1
          a deletion              | DELETE | ITEM                    | If-Match: *            | 204 | 2
          """)
  void costs(
      String name, String method, String path, @Nullable String header, int status, int expected) {
    String[] headers = header == null ? new String[0] : header.split(": ", 2);
    String body = method.startsWith("P") ? BODY : "";
    statements.forget();
    HttpResponse<String> response = http.send(method, path.replace("ITEM", item), body, headers);
    assertEquals(status, response.statusCode(), response.body());
    // Which Redis is believed is asked at most twice a second, whatever the requests.
    List<Statements.Seen> seen =
        statements.seen().stream().filter(s -> !s.sql().contains("cache_trust")).toList();
    assertEquals(expected, seen.size(), name + ": " + seen);
    assertTrue(seen.stream().allMatch(Statements.Seen::onVirtualThread), name + ": " + seen);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a new file             | POST   | FILES | 7
          all files              | GET    | FILES | 1
          all files of none      | GET    | NONE  | 2
          a download             | GET    | FILE  | 1
          its headers            | HEAD   | FILE  | 1
          a deletion             | DELETE | FILE  | 3
          """)
  void filesCost(String name, String method, String path, int expected) {
    String files = Uploads.newItem(http);
    String first = Uploads.newItem(http);
    HttpResponse<String> sent = Uploads.send(http, files, "a.txt", "text/plain", TEXT);
    String file = sent.headers().firstValue("Location").orElseThrow();
    String at = path.replace("FILES", files).replace("FILE", file).replace("NONE", first);
    statements.forget();
    HttpResponse<String> response =
        method.equals("POST")
            ? Uploads.send(http, at, "a.txt", "text/plain", TEXT)
            : http.send(method, at, "");
    assertEquals(2, response.statusCode() / 100, response.body());
    List<Statements.Seen> seen = statements.seen();
    assertEquals(expected, seen.size(), name + ": " + seen);
    assertTrue(seen.stream().allMatch(Statements.Seen::onVirtualThread), name + ": " + seen);
  }
}
