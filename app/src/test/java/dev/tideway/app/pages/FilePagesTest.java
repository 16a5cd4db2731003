package dev.tideway.app.pages;

import static dev.tideway.app.pages.Look.assertShows;
import static dev.tideway.app.pages.Look.next;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import dev.tideway.app.Uploads;
import dev.tideway.app.database.TestPostgres;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files on an item's page: attached, listed, downloaded and deleted by plain forms. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilePagesTest {
  private static final byte[] TEXT = "0123456789".getBytes(StandardCharsets.UTF_8);

  private final TestApp app;

  FilePagesTest(@TempDir Path folder) {
    app =
        TestApp.start(
            TestPostgres.migrated(
                "STORAGE_URL", folder.toUri().toString(), "FILES_MAX_SIZE", "1KB"),
            Map.of());
  }

  @AfterAll
  void stop() {
    app.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFilesLife(boolean htmx) {
    String item = newItem(app.http());
    Look page = new Look(app.http(), false);
    assertShows(page.get(item), 200, "None are attached yet.", "enctype=\"multipart/form-data\"");
    assertEquals(item + "?done=attached", next(send(item, "R&D plan.txt", TEXT, htmx)));
    HttpResponse<String> shown = page.get(item + "?done=attached");
    assertShows(shown, 200, "The file is attached.", ">R&amp;D plan.txt</a>", "10 B");
    String file = found(shown, "href=\"(/api/v1/items/[^\"]*/files/[^\"]*)\"");
    assertEquals("0123456789", app.as(TestTokens.viewer()).get(file).body());
    String delete = found(shown, "method=\"post\" action=\"(/items/[^\"]*/files/[^\"]*/delete)\"");
    Look look = new Look(app.http(), htmx);
    assertEquals(item + "?done=detached", next(look.post(delete, "sure", "yes")));
    assertShows(look.post(delete, "sure", "yes"), 404, "There is no such file");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsRefusedSaysWhy(boolean htmx) {
    String item = newItem(app.http());
    assertShows(
        send(item, "a.txt", "x".repeat(2_000).getBytes(StandardCharsets.UTF_8), htmx),
        413,
        "send at most 1024 bytes");
    assertShows(send(item, "a.txt", new byte[] {0, 1, 2}, htmx), 415, "<p");
    assertShows(new Look(app.http(), false).get(item), 200, "None are attached yet.");
  }

  @Test
  void whoMayOnlyReadCanDownloadAlone() {
    String item = newItem(app.http());
    next(send(item, "plan.txt", TEXT, false));
    Look viewer = new Look(app.as(TestTokens.viewer()), false);
    String body = viewer.get(item).body();
    assertTrue(body.contains(">plan.txt</a>"), body);
    assertFalse(body.contains("type=\"file\"") || body.contains("/delete\""), body);
    HttpResponse<String> refused =
        Uploads.send(viewer.http(), item + "/files", "a.txt", "text/plain", TEXT);
    assertEquals(403, refused.statusCode());
  }

  @Test
  void withoutAStorageThePageHasNoFiles() {
    try (TestApp without = TestApp.onPostgres()) {
      String item = newItem(without.http());
      String body = new Look(without.http(), false).get(item).body();
      assertFalse(body.contains(">Files<"), body);
      assertEquals(
          404,
          Uploads.send(without.http(), item + "/files", "a.txt", "text/plain", TEXT).statusCode());
    }
  }

  private HttpResponse<String> send(String item, String name, byte[] content, boolean htmx) {
    return Uploads.send(
        app.http(),
        item + "/files",
        Uploads.form(name, "text/plain", content),
        htmx ? "HX-Request" : "Accept",
        htmx ? "true" : "text/html");
  }

  private static String newItem(Http http) {
    return Uploads.newItem(http).replaceFirst("^/api/v1(.*)/files$", "$1");
  }

  private static String found(HttpResponse<String> page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page.body());
    assertTrue(matcher.find(), page.body());
    return matcher.group(1);
  }
}
