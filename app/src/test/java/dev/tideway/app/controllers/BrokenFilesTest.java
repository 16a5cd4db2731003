package dev.tideway.app.controllers;

import static dev.tideway.app.controllers.FaultyApp.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Http;
import dev.tideway.app.Uploads;
import dev.tideway.app.storage.FaultyStorage;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever breaks, and wherever: no file is visible in part, and no bytes stay behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenFilesTest {
  private final FaultyApp app = new FaultyApp();
  private final Http http = app.http();
  private final FaultyStorage storage = app.storage();
  private final String files = app.files();

  @AfterEach
  void mend() {
    storage.fail(FaultyStorage.Fault.NONE);
    app.execute("DROP TRIGGER IF EXISTS broken ON files");
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
          AWAY                | 503 | the storage can't be reached right now
          FULL_HALF_WAY       | 507 | the storage is full
          LOST_AFTER_WRITING  | 503 | the storage can't be reached right now
          """)
  void aStorageThatFails(FaultyStorage.Fault fault, int status, String words) {
    storage.fail(fault);
    HttpResponse<String> answer = Uploads.send(http, files, "a.txt", "text/plain", TEXT);
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains(words), answer.body());
    storage.fail(FaultyStorage.Fault.NONE);
    app.execute("UPDATE file_leftovers SET due = now() WHERE closed");
    app.assertNothingIsLeft();
  }

  @Test
  void aStorageThatDeletesNothingForAWhile() {
    HttpResponse<String> sent = Uploads.send(http, files, "a.txt", "text/plain", TEXT);
    storage.fail(FaultyStorage.Fault.AWAY);
    String file = sent.headers().firstValue("Location").orElseThrow();
    assertEquals(204, http.send("DELETE", file, "").statusCode());
    assertEquals(404, http.get(file).statusCode());
    assertEquals(1, storage.keys());
    storage.fail(FaultyStorage.Fault.NONE);
    assertEquals(1, app.execute("UPDATE file_leftovers SET due = now() WHERE closed"));
    app.assertNothingIsLeft();
  }

  @Test
  void aDatabaseThatFailsWhenTheBytesAreThere() {
    app.execute(
        "CREATE OR REPLACE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE 'broken' USING ERRCODE = '57P03'; END $$");
    app.execute("CREATE TRIGGER broken BEFORE INSERT ON files EXECUTE FUNCTION broken()");
    HttpResponse<String> answer = Uploads.send(http, files, "a.txt", "text/plain", TEXT);
    assertEquals(503, answer.statusCode(), answer.body());
    app.assertNothingIsLeft();
  }

  @Test
  void aProcessThatDiedInTheMiddle() {
    String key = "00000000-0000-4000-8000-000000000001";
    storage.put(key, TEXT);
    app.execute("INSERT INTO file_leftovers VALUES ('" + key + "', now() + interval '1 s', false)");
    app.assertNothingIsLeft();
  }

  @Test
  void anItemThatGoesTakesItsFilesAlong() {
    String item = Uploads.newItem(http);
    for (int i = 0; i < 3; i++) {
      Uploads.send(http, item, "a.txt", "text/plain", TEXT);
    }
    assertEquals(3, storage.keys());
    String path = item.replace("/files", "");
    assertEquals(204, http.send("DELETE", path, "", "If-Match", "*").statusCode());
    app.assertNothingIsLeft();
  }

  @Test
  void anItemThatGoesDuringAnUpload() {
    String item = Uploads.newItem(http);
    storage.whileWriting(
        () -> http.send("DELETE", item.replace("/files", ""), "", "If-Match", "*"));
    assertEquals(404, Uploads.send(http, item, "a.txt", "text/plain", TEXT).statusCode());
    app.assertNothingIsLeft();
  }

  @Test
  void anUploadWhoseBytesWereTakenForLeftBehind() {
    storage.whileWriting(() -> app.execute("UPDATE file_leftovers SET closed = true"));
    assertEquals(408, Uploads.send(http, files, "a.txt", "text/plain", TEXT).statusCode());
    app.assertNothingIsLeft();
  }

  @Test
  void twoOfTheSameNameAtOnceAreTwo() throws Exception {
    String item = Uploads.newItem(http);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(clients.submit(() -> Uploads.send(http, item, "a.txt", "text/plain", TEXT)));
      }
      for (Future<HttpResponse<String>> answer : answers) {
        assertEquals(201, answer.get().statusCode());
      }
    }
    assertEquals(5, http.get(item).body().split("\"name\":\"a.txt\"", -1).length);
    http.send("DELETE", item.replace("/files", ""), "", "If-Match", "*");
    app.assertNothingIsLeft();
  }
}
