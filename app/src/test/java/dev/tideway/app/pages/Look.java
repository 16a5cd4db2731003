package dev.tideway.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Http;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;

/** Pages and forms over HTTP, with or without htmx. */
record Look(Http http, boolean htmx) {
  HttpResponse<String> get(String path) {
    return http.get(path, headers());
  }

  /** Names and values in turn. */
  HttpResponse<String> post(String path, String... fields) {
    StringJoiner form = new StringJoiner("&");
    for (int i = 0; i < fields.length; i += 2) {
      form.add(fields[i] + "=" + encoded(fields[i + 1]));
    }
    String[] headers = headers();
    return http.send(
        "POST",
        path,
        form.toString(),
        headers[0],
        headers[1],
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String[] headers() {
    return htmx ? new String[] {"HX-Request", "true"} : new String[] {"Accept", "text/html"};
  }

  /** Where a form's answer leads: by a redirect, or as htmx is told it. */
  static String next(HttpResponse<?> response) {
    Optional<String> location = response.headers().firstValue("Location");
    assertEquals(location.isPresent() ? 303 : 204, response.statusCode());
    return location
        .or(() -> response.headers().firstValue("HX-Redirect"))
        .orElseThrow(() -> new AssertionError("it leads nowhere: " + response));
  }

  static void assertShows(HttpResponse<String> response, int status, String... texts) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        Optional.of("text/html;charset=utf-8"), response.headers().firstValue("Content-Type"));
    for (String text : texts) {
      assertTrue(response.body().contains(text), () -> text + " is not in " + response.body());
    }
  }
}
