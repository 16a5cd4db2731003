package dev.tideway.app.controllers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Await;
import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.Uploads;
import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.storage.FaultyStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever breaks, and wherever: no file is visible in part, and no bytes stay behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenFilesTest {
  private static final byte[] TEXT = "0123456789".repeat(10_000).getBytes(StandardCharsets.UTF_8);

  private final Map<String, String> database =
      TestPostgres.migrated(
          "STORAGE_URL", "file:///none", "FILES_MAX_SIZE", "1MB", "FILES_MEMORY", "4MB");
  private final TestApp app =
      TestApp.start(
          database,
          Map.of(
              FaultyStorage.PROPERTY, "true", "files.collect", "100ms", "files.patience", "200ms"));
  private final Http http = app.http();
  private final String editor = "Authorization: Bearer " + http.token().orElseThrow() + "\r\n";
  private final FaultyStorage storage = app.bean(FaultyStorage.class);
  private final String files = Uploads.newItem(http);

  @AfterEach
  void mend() {
    storage.fail(FaultyStorage.Fault.NONE);
    execute("DROP TRIGGER IF EXISTS broken ON files");
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
    execute("UPDATE file_leftovers SET due = now() WHERE closed");
    assertNothingIsLeft();
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
    assertEquals(1, execute("UPDATE file_leftovers SET due = now() WHERE closed"));
    assertNothingIsLeft();
  }

  @Test
  void aDatabaseThatFailsWhenTheBytesAreThere() {
    execute(
        "CREATE OR REPLACE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE 'broken' USING ERRCODE = '57P03'; END $$");
    execute("CREATE TRIGGER broken BEFORE INSERT ON files EXECUTE FUNCTION broken()");
    HttpResponse<String> answer = Uploads.send(http, files, "a.txt", "text/plain", TEXT);
    assertEquals(503, answer.statusCode(), answer.body());
    assertNothingIsLeft();
  }

  @Test
  void aClientThatGoesAwayHalfWay() throws Exception {
    byte[] body = Uploads.form("a.txt", "text/plain", TEXT).readAllBytes();
    for (int sent : new int[] {10, 200, body.length / 2, body.length - 3}) {
      try (Socket client = connect()) {
        post(client.getOutputStream(), body.length);
        client.getOutputStream().write(body, 0, sent);
        client.getOutputStream().flush();
      }
    }
    assertNothingIsLeft();
  }

  @Test
  void aClientThatIsTooSlow() throws Exception {
    byte[] body = Uploads.form("a.txt", "text/plain", TEXT).readAllBytes();
    Map<String, Object> quick = Map.of(FaultyStorage.PROPERTY, "true", "files.averaged-over", "1s");
    try (TestApp other = TestApp.start(database, quick);
        Socket client = connect(other.http())) {
      OutputStream out = client.getOutputStream();
      post(out, body.length);
      out.write(body, 0, 2_000);
      FaultyStorage stored = other.bean(FaultyStorage.class);
      Await.until("an upload", () -> stored.writing() == 1);
      for (int i = 2_000; client.getInputStream().available() == 0; i++) {
        out.write(body, i, 1);
        // The pace itself: 50 bytes a second.
        Thread.sleep(20);
      }
      String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
      assertTrue(answer.contains("at least 16384 bytes in a second"), answer);
      assertEquals(0, stored.keys());
    }
    assertNothingIsLeft();
  }

  @Test
  void aProcessThatDiedInTheMiddle() {
    String key = "00000000-0000-4000-8000-000000000001";
    storage.put(key, TEXT);
    execute("INSERT INTO file_leftovers VALUES ('" + key + "', now() + interval '1 s', false)");
    assertNothingIsLeft();
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
    assertNothingIsLeft();
  }

  @Test
  void anItemThatGoesDuringAnUpload() {
    String item = Uploads.newItem(http);
    storage.whileWriting(
        () -> http.send("DELETE", item.replace("/files", ""), "", "If-Match", "*"));
    assertEquals(404, Uploads.send(http, item, "a.txt", "text/plain", TEXT).statusCode());
    assertNothingIsLeft();
  }

  @Test
  void anUploadWhoseBytesWereTakenForLeftBehind() {
    storage.whileWriting(() -> execute("UPDATE file_leftovers SET closed = true"));
    assertEquals(408, Uploads.send(http, files, "a.txt", "text/plain", TEXT).statusCode());
    assertNothingIsLeft();
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
    assertNothingIsLeft();
  }

  @Test
  void moreUploadsThanMayRunAreSentAwayAndHoldNoConnection() throws Exception {
    byte[] body = Uploads.form("a.txt", "text/plain", TEXT).readAllBytes();
    List<Socket> slow = new ArrayList<>();
    try {
      // More than the pool has connections: an upload under way must hold none.
      for (int i = 0; i < 4; i++) {
        Socket client = connect();
        slow.add(client);
        post(client.getOutputStream(), body.length);
        client.getOutputStream().write(body, 0, body.length / 2);
        client.getOutputStream().flush();
      }
      await("four uploads", () -> storage.writing() == 4);
      HttpResponse<String> fifth = Uploads.send(http, files, "a.txt", "text/plain", TEXT);
      assertEquals(503, fifth.statusCode(), fifth.body());
      assertTrue(fifth.body().contains("too many uploads are running"), fifth.body());
      assertEquals(200, http.get("/api/v1/items").statusCode());
      assertEquals(
          0L,
          count("pg_stat_activity WHERE state LIKE 'idle in%' AND datname = current_database()"));
    } finally {
      for (Socket client : slow) {
        client.close();
      }
    }
    assertNothingIsLeft();
  }

  @Test
  void aReaderThatGoesAwayIsNotReadFor() throws Exception {
    String item = Uploads.newItem(http);
    byte[] large = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    String file =
        Uploads.send(http, item, "a.txt", "text/plain", large)
            .headers()
            .firstValue("Location")
            .orElseThrow();
    storage.endless();
    try (Socket client = connect()) {
      client
          .getOutputStream()
          .write(
              ("GET " + file + " HTTP/1.1\r\nHost: a\r\n" + editor + "\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = client.getInputStream();
      assertEquals("HTTP/1.1 200", new String(in.readNBytes(12), StandardCharsets.US_ASCII));
      assertEquals(1, storage.reading());
    }
    await("the stream to be closed", () -> storage.reading() == 0);
    http.send("DELETE", file, "");
    assertNothingIsLeft();
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedUnread() throws Exception {
    for (long length : new long[] {2_000_000, 1_000_000_000_000L}) {
      try (Socket client = connect()) {
        post(client.getOutputStream(), length);
        InputStream in = client.getInputStream();
        assertEquals("HTTP/1.1 413", new String(in.readNBytes(12), StandardCharsets.US_ASCII));
        String rest = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(rest.contains("send at most 1048576 bytes"), rest);
      }
    }
    assertNothingIsLeft();
  }

  @Test
  void aStrangersBodyIsRefusedUnread() throws Exception {
    try (Socket client = connect()) {
      post(client.getOutputStream(), 1_000_000_000_000L, "");
      InputStream in = client.getInputStream();
      assertEquals("HTTP/1.1 401", new String(in.readNBytes(12), StandardCharsets.US_ASCII));
    }
    assertNothingIsLeft();
  }

  private Socket connect() throws IOException {
    return connect(http);
  }

  private static Socket connect(Http to) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.server().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private void post(OutputStream out, long length) throws IOException {
    post(out, length, editor);
  }

  private void post(OutputStream out, long length, String header) throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n%s"
            + "Content-Type: multipart/form-data; boundary=----of-the-test\r\n\r\n";
    out.write(head.formatted(files, length, header).getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private void assertNothingIsLeft() {
    await("no bytes to be left", () -> storage.keys() == 0 && count("file_leftovers") == 0);
    assertEquals(0, count("files"));
    assertEquals("{\"files\":[]}", http.get(files).body());
  }

  private void await(String what, BooleanSupplier condition) {
    Await.until(() -> what + ": " + storage, condition);
  }

  private long count(String table) {
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private int execute(String sql) {
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return statement.getUpdateCount();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
