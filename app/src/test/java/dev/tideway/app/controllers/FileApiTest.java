package dev.tideway.app.controllers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.Uploads;
import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.uploads.ContentDigest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileApiTest {
  private static final byte[] TEXT = "0123456789".getBytes(StandardCharsets.UTF_8);
  private static final String NONE = "/7d1c7ca5-8a5c-4b9d-9f5c-0a4d3f6f2f10";

  private final Path folder;
  private final TestApp app;
  private final Http http;

  FileApiTest(@TempDir Path folder) {
    this.folder = folder;
    app =
        TestApp.start(
            TestPostgres.migrated(
                "STORAGE_URL", folder.toUri().toString(), "FILES_MAX_SIZE", "1MB"),
            Map.of());
    http = app.http();
  }

  @AfterAll
  void stop() {
    app.close();
  }

  @Test
  void itsWholeLife() throws Exception {
    String files = Uploads.newItem(http);
    HttpResponse<String> sent = Uploads.send(http, files, "../Größe.txt", "text/plain", TEXT);
    assertEquals(201, sent.statusCode(), sent.body());
    assertTrue(
        sent.body()
            .matches(
                "\\{\"id\":\"[0-9a-f-]{36}\",\"itemId\":\"[0-9a-f-]{36}\",\"name\":\"Größe.txt\","
                    + "\"type\":\"text/plain\",\"size\":10,\"sha256\":\"[0-9a-f]{64}\","
                    + "\"createdAt\":\"[^\"]+Z\"\\}"),
        sent.body());
    assertEquals("{\"files\":[" + sent.body() + "]}", http.get(files).body());
    String file = header(sent, "Location");

    HttpResponse<String> read = http.get(file);
    assertEquals("0123456789", read.body());
    assertEquals("text/plain", header(read, "Content-Type"));
    assertEquals("10", header(read, "Content-Length"));
    assertEquals("bytes", header(read, "Accept-Ranges"));
    assertEquals(header(sent, "ETag"), header(read, "ETag"));
    assertEquals(digest(TEXT), header(read, "Repr-Digest"));
    assertEquals(
        "attachment; filename=\"Gr__e.txt\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.txt",
        header(read, "Content-Disposition"));

    HttpResponse<String> head = http.send("HEAD", file, "");
    assertEquals(200, head.statusCode());
    for (String name : List.of("Content-Length", "ETag", "Last-Modified", "Content-Disposition")) {
      assertEquals(header(read, name), header(head, name), name);
    }
    for (String range : List.of("bytes=0-3", "bytes=99-")) {
      HttpResponse<String> ranged = http.send("HEAD", file, "", "Range", range);
      assertEquals(200, ranged.statusCode(), range);
      assertEquals("10", header(ranged, "Content-Length"));
    }

    assertEquals(204, http.send("DELETE", file, "").statusCode());
    assertEquals(404, http.get(file).statusCode());
    assertEquals(404, http.send("DELETE", file, "").statusCode());
    assertEquals("{\"files\":[]}", http.get(files).body());
    assertEquals(List.of(), stored());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          -                | -                         | -                          | 200 | 0123456789 | -
          Range            | bytes=0-3                 | -                          | 206 | 0123       | bytes 0-3/10
          Range            | bytes=4-                  | -                          | 206 | 456789     | bytes 4-9/10
          Range            | bytes=-3                  | -                          | 206 | 789        | bytes 7-9/10
          Range            | bytes=-99                 | -                          | 206 | 0123456789 | bytes 0-9/10
          Range            | bytes=8-99                | -                          | 206 | 89         | bytes 8-9/10
          Range            | bytes=10-                 | -                          | 416 | -          | bytes */10
          Range            | bytes=-0                  | -                          | 416 | -          | bytes */10
          Range            | bytes=3-1                 | -                          | 200 | 0123456789 | -
          Range            | bytes=0-1,4-5             | -                          | 200 | 0123456789 | -
          Range            | lines=0-1                 | -                          | 200 | 0123456789 | -
          Range            | bytes=99999999999999999999- | -                        | 200 | 0123456789 | -
          Range            | bytes=0-3                 | If-Range: ETAG             | 206 | 0123       | bytes 0-3/10
          Range            | bytes=0-3                 | If-Range: DATE             | 206 | 0123       | bytes 0-3/10
          Range            | bytes=0-3                 | If-Range: W/ETAG           | 200 | 0123456789 | -
          Range            | bytes=0-3                 | If-Range: "other"          | 200 | 0123456789 | -
          If-None-Match    | ETAG                      | -                          | 304 | -          | -
          If-None-Match    | "other", W/ETAG           | -                          | 304 | -          | -
          If-None-Match    | *                         | -                          | 304 | -          | -
          If-None-Match    | "other"                   | If-Modified-Since: DATE    | 200 | 0123456789 | -
          If-None-Match    | ETAG                      | Range: bytes=0-3           | 304 | -          | -
          If-Modified-Since | DATE                     | -                          | 304 | -          | -
          If-Modified-Since | Sat, 01 Jan 2000 00:00:00 GMT | -                     | 200 | 0123456789 | -
          If-Modified-Since | yesterday                | -                          | 200 | 0123456789 | -
          If-Match         | ETAG                      | -                          | 200 | 0123456789 | -
          If-Match         | W/ETAG                    | -                          | 412 | -          | -
          If-Match         | "other"                   | -                          | 412 | -          | -
          If-Unmodified-Since | Sat, 01 Jan 2000 00:00:00 GMT | -                   | 412 | -          | -
          """)
  void downloads(
      @Nullable String name,
      @Nullable String value,
      @Nullable String more,
      int status,
      @Nullable String body,
      @Nullable String range) {
    String files = Uploads.newItem(http);
    String file = header(Uploads.send(http, files, "a.txt", "text/plain", TEXT), "Location");
    HttpResponse<String> whole = http.get(file);
    String[] headers =
        Stream.of(
                Stream.ofNullable(name),
                Stream.ofNullable(value),
                Stream.ofNullable(more).flatMap(line -> Stream.of(line.split(": ", 2))))
            .flatMap(part -> part)
            .map(part -> part.replace("ETAG", header(whole, "ETag")))
            .map(part -> part.replace("DATE", header(whole, "Last-Modified")))
            .toArray(String[]::new);
    HttpResponse<String> answer = http.get(file, headers);
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(Optional.ofNullable(range), answer.headers().firstValue("Content-Range"));
    if (body != null) {
      assertEquals(body, answer.body());
      assertEquals(String.valueOf(body.length()), header(answer, "Content-Length"));
    }
    if (status == 304) {
      assertEquals("", answer.body());
      assertEquals(header(whole, "ETag"), header(answer, "ETag"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          text/html  | <p>          | -                        | 415 | text/html isn't taken here: send one of application/json
          image/png  | <script>     | -                        | 415 | it is said to be image/png, and its content is text/html
          text/plain | 0123456789   | Repr-Digest: DIGEST      | 201 | "size":10
          text/plain | 0123456789   | Content-Digest: sha-512=:a:, DIGEST | 201 | "size":10
          text/plain | 012345678    | Repr-Digest: DIGEST      | 400 | what arrived has another digest
          text/plain | 0123456789   | Repr-Digest: md5=:a:     | 400 | write sha-256=:…:
          text/plain | LARGE        | -                        | 413 | send at most 1048576 bytes
          text/plain | LARGEST      | -                        | 201 | "size":1048576
          text/plain | ``           | -                        | 201 | "size":0
          """)
  void takesOnlyWhatIsRight(
      String type, String content, @Nullable String header, int status, String words)
      throws Exception {
    String files = Uploads.newItem(http);
    List<Path> before = stored();
    String text =
        switch (content) {
          case "LARGE" -> "x".repeat((1 << 20) + 1);
          case "LARGEST" -> "x".repeat(1 << 20);
          default -> content;
        };
    String[] headers =
        Stream.ofNullable(header)
            .map(line -> line.replace("DIGEST", digest(TEXT)))
            .toArray(String[]::new);
    HttpResponse<String> answer =
        Uploads.send(http, files, "a.txt", type, text.getBytes(StandardCharsets.UTF_8), headers);
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains(words), answer.body());
    if (status == 201) {
      assertEquals(text, http.get(header(answer, "Location")).body());
    } else {
      assertEquals("application/problem+json", header(answer, "Content-Type"));
      assertEquals("{\"files\":[]}", http.get(files).body());
      assertEquals(before, stored());
    }
  }

  @Test
  void aDigestOfTheRequestIsOneOfTheWholeBody() throws Exception {
    String files = Uploads.newItem(http);
    byte[] body = Uploads.form("a.txt", "text/plain", TEXT).readAllBytes();
    for (Map.Entry<byte[], Integer> expected : Map.of(body, 201, TEXT, 400).entrySet()) {
      HttpResponse<String> answer =
          Uploads.send(
              http,
              files,
              Uploads.form("a.txt", "text/plain", TEXT),
              "Content-Digest",
              digest(expected.getKey()));
      assertEquals(expected.getValue(), answer.statusCode(), answer.body());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          GET    | /api/v1/items/NONE/files      | 404 | there is no item
          POST   | /api/v1/items/NONE/files      | 404 | there is no item
          GET    | ITEM/NONE                     | 404 | there is no file
          HEAD   | ITEM/NONE                     | 404 | -
          DELETE | ITEM/NONE                     | 404 | there is no file
          GET    | ITEM/seven                    | 400 | write a UUID
          PUT    | ITEM                          | 405 | Allowed methods
          """)
  void refuses(String method, String path, int status, @Nullable String words) {
    String at = path.replace("ITEM", Uploads.newItem(http)).replace("/NONE", NONE);
    HttpResponse<String> answer =
        method.equals("POST")
            ? Uploads.send(http, at, "a.txt", "text/plain", TEXT)
            : http.send(method, at, "");
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(words == null || answer.body().contains(words), answer.body());
  }

  @Test
  void anotherItemsFileIsNoneOfThisOne() {
    String file =
        header(Uploads.send(http, Uploads.newItem(http), "a.txt", "text/plain", TEXT), "Location");
    String other = Uploads.newItem(http) + file.substring(file.lastIndexOf('/'));
    assertEquals(404, http.get(other).statusCode());
    assertEquals(404, http.send("DELETE", other, "").statusCode());
    assertEquals(200, http.get(file).statusCode());
  }

  @Test
  void theSameKeyAttachesOnce() {
    String files = Uploads.newItem(http);
    HttpResponse<String> first = keyed(files, "a.txt", TEXT);
    assertEquals(201, first.statusCode(), first.body());
    assertEquals(first.body(), keyed(files, "a.txt", TEXT).body());
    assertEquals(422, keyed(files, "b.txt", TEXT).statusCode());
    assertEquals(422, keyed(files, "a.txt", new byte[] {'x'}).statusCode());
    assertEquals("{\"files\":[" + first.body() + "]}", http.get(files).body());
  }

  private HttpResponse<String> keyed(String files, String name, byte[] content) {
    return Uploads.send(
        http, files, Uploads.form(name, "text/plain", content), "Idempotency-Key", files);
  }

  private static String digest(byte[] content) {
    try {
      return ContentDigest.header(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private List<Path> stored() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    Optional<String> value = response.headers().firstValue(name);
    return value.orElseThrow(() -> new AssertionError("no " + name + ": " + response.body()));
  }
}
