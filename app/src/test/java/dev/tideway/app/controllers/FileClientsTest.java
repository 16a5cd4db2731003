package dev.tideway.app.controllers;

import static dev.tideway.app.controllers.FaultyApp.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Await;
import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.Uploads;
import dev.tideway.app.storage.FaultyStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Clients that go away, take their time, or send more than they may: on sockets of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileClientsTest {
  private static final int PATIENCE = 20_000;

  private final FaultyApp app = new FaultyApp();
  private final Http http = app.http();
  private final FaultyStorage storage = app.storage();
  private final String files = app.files();
  private final String editor = "Authorization: Bearer " + http.token().orElseThrow() + "\r\n";

  @AfterAll
  void stop() {
    app.close();
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
    app.assertNothingIsLeft();
  }

  @Test
  void aClientThatIsTooSlow() throws Exception {
    assertGivenUp(
        (client, rest) -> {
          // The pace: 50 bytes a second, between which it looks for an answer.
          client.setSoTimeout(20);
          PushbackInputStream in = new PushbackInputStream(client.getInputStream());
          for (int i = 0; !isAnswered(in); i++) {
            client.getOutputStream().write(rest[i]);
          }
          client.setSoTimeout(PATIENCE);
          return in.readAllBytes();
        });
  }

  @Test
  void aClientThatSendsNothingMore() throws Exception {
    assertGivenUp((client, rest) -> client.getInputStream().readAllBytes());
  }

  /** What a client does in the middle of an upload, until it has the answer. */
  private interface Dawdling {
    byte[] answer(Socket client, byte[] rest) throws IOException;
  }

  private void assertGivenUp(Dawdling dawdling) throws Exception {
    byte[] body = Uploads.form("a.txt", "text/plain", TEXT).readAllBytes();
    Map<String, Object> quick = Map.of(FaultyStorage.PROPERTY, "true", "files.averaged-over", "1s");
    try (TestApp other = TestApp.start(app.environment(), quick);
        Socket client = connect(other.http())) {
      post(client.getOutputStream(), body.length);
      client.getOutputStream().write(body, 0, 2_000);
      FaultyStorage stored = other.bean(FaultyStorage.class);
      Await.until("an upload", () -> stored.writing() == 1);
      byte[] rest = Arrays.copyOfRange(body, 2_000, body.length);
      String answer = new String(dawdling.answer(client, rest), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
      assertTrue(answer.contains("at least 16384 bytes in a second"), answer);
      assertEquals(0, stored.keys());
    }
    app.assertNothingIsLeft();
  }

  private static boolean isAnswered(PushbackInputStream in) throws IOException {
    try {
      in.unread(in.read());
      return true;
    } catch (SocketTimeoutException notYet) {
      return false;
    }
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
      app.await("four uploads", () -> storage.writing() == 4);
      HttpResponse<String> fifth = Uploads.send(http, files, "a.txt", "text/plain", TEXT);
      assertEquals(503, fifth.statusCode(), fifth.body());
      assertTrue(fifth.body().contains("too many uploads are running"), fifth.body());
      assertEquals(200, http.get("/api/v1/items").statusCode());
      assertEquals(
          0,
          app.count(
              "pg_stat_activity WHERE state LIKE 'idle in%' AND datname = current_database()"));
    } finally {
      for (Socket client : slow) {
        client.close();
      }
    }
    app.assertNothingIsLeft();
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
    app.await("the stream to be closed", () -> storage.reading() == 0);
    http.send("DELETE", file, "");
    app.assertNothingIsLeft();
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
    app.assertNothingIsLeft();
  }

  @Test
  void aStrangersBodyIsRefusedUnread() throws Exception {
    try (Socket client = connect()) {
      post(client.getOutputStream(), 1_000_000_000_000L, "");
      InputStream in = client.getInputStream();
      assertEquals("HTTP/1.1 401", new String(in.readNBytes(12), StandardCharsets.US_ASCII));
    }
    app.assertNothingIsLeft();
  }

  private Socket connect() throws IOException {
    return connect(http);
  }

  private static Socket connect(Http to) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.server().getPort());
    socket.setSoTimeout(PATIENCE);
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
}
