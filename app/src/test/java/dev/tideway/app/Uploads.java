package dev.tideway.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Files on their way to the app, as {@code curl -F file=@NAME} sends them. */
public final class Uploads {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String BOUNDARY = "----of-the-test";
  private static final String ITEM = "{\"name\":\"Plane\",\"category\":\"tools\"}";

  private Uploads() {}

  /** The path of a new item's files. */
  public static String newItem(Http http) {
    HttpResponse<String> created = http.send("POST", "/api/v1/items", ITEM);
    return created.headers().firstValue("Location").orElseThrow() + "/files";
  }

  /** Sends a file; {@code partHeaders} are whole lines. */
  public static HttpResponse<String> send(
      Http http, String path, String name, String type, byte[] content, String... partHeaders) {
    return send(http, path, form(name, type, content, partHeaders));
  }

  /** Sends a body as it is. */
  public static HttpResponse<String> send(
      Http http, String path, InputStream body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(http.server().resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofInputStream(() -> body));
    http.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(path + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public static InputStream form(String name, String type, byte[] content, String... partHeaders) {
    return form(name, type, new ByteArrayInputStream(content), partHeaders);
  }

  public static InputStream form(
      String name, String type, InputStream content, String... partHeaders) {
    List<String> head =
        List.of(
            "--" + BOUNDARY,
            "Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"",
            "Content-Type: " + type,
            partHeaders.length == 0 ? "" : String.join("\r\n", partHeaders) + "\r\n");
    return new SequenceInputStream(
        new SequenceInputStream(bytes(String.join("\r\n", head) + "\r\n"), content),
        bytes("\r\n--" + BOUNDARY + "--\r\n"));
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
