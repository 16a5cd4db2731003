package dev.tideway.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import dev.tideway.app.Uploads;
import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.faults.Faults;
import dev.tideway.app.models.Item;
import dev.tideway.app.models.ItemDraft;
import dev.tideway.app.models.ItemStatus;
import dev.tideway.app.repositories.ItemRepository;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page in a real browser, light and dark: axe finds nothing, no script or style is refused by
 * the Content-Security-Policy, and nothing is wider than the screen. With {@code
 * -Dscreenshots=docs} the pictures of the guide are written anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageTest {
  private static final UUID PLANE = UUID.fromString("8f3fb4a6-2f0e-4a55-8d6a-9b8a4d6f8c11");
  private static final Instant START = Instant.parse("2026-11-03T08:23:54Z");
  private static final int KILOBYTES = 150;
  private static final Path PICTURES =
      "docs".equals(System.getProperty("screenshots"))
          ? Path.of("..", "docs", "images")
          : Path.of("target", "screenshots");

  private final TestApp app =
      TestApp.start(
          environment(),
          Map.of("app.version", "1.5.0", "app.revision", "7", "app.pod", "items-7-x2v9k"));
  private final URI home = URI.create("http://localhost:" + app.http().server().getPort());
  private final String axe = script("axe.min.js");
  private final Chromium browser = startBrowser();

  private static Map<String, String> environment() {
    try {
      Files.createDirectories(Path.of("target", "browser-files"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Map<String, String> environment = new HashMap<>(TestPostgres.migrated());
    environment.put("APP_LOCAL_ACCOUNTS", "true");
    environment.put("APP_DEMO_FAULTS", "true");
    environment.put("APP_ADMIN_PASSWORD", "quiet water under the bridge");
    environment.put("APP_PUBLIC_URL", "http://localhost");
    environment.put("STORAGE_URL", Path.of("target", "browser-files").toUri().toString());
    return environment;
  }

  private static Chromium startBrowser() {
    try {
      return Chromium.start(
          Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterAll
  void stop() {
    browser.close();
    app.close();
  }

  @BeforeAll
  void fill() throws IOException {
    Files.createDirectories(PICTURES);
    String[] things = {
      "Marking gauge, brass|measuring", "Spokeshave, flat|planes", "Mortise chisel, 10 mm|chisels",
      "Ash boards, 25 mm|timber", "Try square, 200 mm|measuring", "Card scraper set|finishing",
      "Hide glue, 500 g|finishing", "Dovetail saw, 18 tpi|saws", "Bench dog, beech|benches",
      "Whetstone, 1000 grit|sharpening", "Panel saw, 7 ppi|saws", "Holdfast, forged|benches",
    };
    ItemRepository items = app.bean(ItemRepository.class);
    for (int i = 0; i < 30; i++) {
      String[] thing = things[i % things.length].split("\\|", -1);
      ItemStatus status =
          i % 5 == 1 ? ItemStatus.DRAFT : i % 7 == 4 ? ItemStatus.ARCHIVED : ItemStatus.ACTIVE;
      ItemDraft draft = new ItemDraft(thing[0], "", thing[1], status, i * 37 % 240);
      items.save(Item.create(UUID.randomUUID(), draft, START.plusSeconds(-50_000L * i)));
    }
    String text =
        "A smoothing plane for the last shavings: iron body, blade 50 mm wide, cap iron of the"
            + " same maker.\n\nSharpened before it leaves the shop.";
    ItemDraft plane = new ItemDraft("Smoothing plane No. 4", text, "planes", ItemStatus.ACTIVE, 12);
    items.save(Item.create(PLANE, plane, START.plusSeconds(60_000)));
    String token = TestTokens.sign(TestTokens.claims("editor").issuer("http://localhost").build());
    byte[] notes = "Set the cap iron 1 mm back.".repeat(300).getBytes(StandardCharsets.UTF_8);
    Uploads.send(
        app.as(token), "/api/v1/items/" + PLANE + "/files", "setting-up.txt", "text/plain", notes);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          sign-in,   none,   /auth/sign-in?to=/items
          items,     editor, /items
          found,     viewer, /items?q=saw&status=ACTIVE
          nothing,   viewer, /items?q=unicorn
          item,      editor, /items/PLANE
          new,       editor, /items/new
          edit,      editor, /items/PLANE/edit
          status,    none,   /status
          admin,     admin,  /status
          not-found, viewer, /items/nope
          forbidden, viewer, /items/new
          """)
  void isFitToBeSeen(String name, String role, String path) throws IOException {
    as(role);
    for (boolean dark : new boolean[] {false, true}) {
      for (int width : new int[] {1100, 390}) {
        browser.look(dark, width, width == 390 ? 780 : 720);
        browser.open(home.resolve(path.replace("PLANE", PLANE.toString())));
        check(name + (width == 390 ? "-phone" : "") + (dark ? "-dark" : ""));
      }
    }
  }

  @Test
  void faultsThatAreOnAreSaidSo() throws IOException {
    as("admin");
    for (boolean dark : new boolean[] {false, true}) {
      app.bean(Faults.class).set(0.2, Duration.ofMillis(300), Duration.ofMinutes(5));
      browser.look(dark, 1100, 860);
      browser.open(home.resolve("/status"));
      check("faults" + (dark ? "-dark" : ""));
      browser.evaluate(
          "document.querySelectorAll('section form')[1].querySelector('button').click()");
      browser.waitFor("location.search === '?done=faults'");
      assertEquals(false, app.bean(Faults.class).now().any());
    }
  }

  @Test
  void errorsAreShownWhereTheyAre() throws IOException {
    as("editor");
    for (boolean dark : new boolean[] {false, true}) {
      browser.look(dark, 1100, 900);
      browser.open(home.resolve("/items/new"));
      browser.evaluate("document.getElementById('category').value = 'Hand Tools'");
      browser.evaluate("document.querySelector('form.card button').click()");
      browser.waitFor("!!document.getElementById('summary')");
      assertEquals("summary", browser.evaluate("document.activeElement.id").getValue());
      check("errors" + (dark ? "-dark" : ""));
    }
  }

  @Test
  void searchingShowsWhatIsFoundWithoutLeavingThePage() {
    as("viewer");
    browser.look(false, 1100, 720);
    browser.open(home.resolve("/items"));
    browser.evaluate("window.stayed = true");
    browser.evaluate(
        "{const q = document.getElementById('q'); q.value = 'dovet';"
            + " q.dispatchEvent(new Event('input', {bubbles: true}))}");
    browser.waitFor(
        "document.querySelectorAll('.row').length > 0 && document.querySelectorAll('.row').length <"
            + " 5");
    assertEquals(true, browser.evaluate("window.stayed").getValue());
    assertEquals(true, browser.evaluate("location.search.includes('q=dovet')").getValue());
    browser.evaluate("history.back()");
    browser.waitFor("document.querySelectorAll('.row').length === 20");
    browser.evaluate("document.querySelector('#more a').click()");
    browser.waitFor("document.querySelectorAll('.row').length === 31");
    browser.waitFor("document.activeElement === document.querySelectorAll('.row-name')[20]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anItemIsWrittenWithAndWithoutScripts(boolean scripts) {
    as("editor");
    browser.scripts(scripts);
    try {
      browser.open(home.resolve("/items/new"));
      browser.evaluate("document.getElementById('name').value = 'Router plane'");
      browser.evaluate("document.getElementById('category').value = 'planes'");
      browser.evaluate("document.querySelector('form.card button').click()");
      browser.waitFor("location.search === '?done=created' && !!document.querySelector('.notice')");
      assertEquals(
          "Router plane", browser.evaluate("document.querySelector('h1').textContent").getValue());
      browser.evaluate("document.querySelector('.danger summary').click()");
      browser.evaluate("document.querySelector('.danger button').click()");
      browser.waitFor("location.pathname === '/items' && location.search === '?done=deleted'");
    } finally {
      browser.scripts(true);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileIsUploadedWithAndWithoutScripts(boolean scripts) {
    as("editor");
    browser.scripts(scripts);
    try {
      browser.open(home.resolve("/items/" + PLANE));
      browser.evaluate(
          "{const files = new DataTransfer();"
              + " files.items.add(new File(['0123456789'.repeat(100000)], 'ü & co.txt',"
              + " {type: 'text/plain'}));"
              + " document.getElementById('file').files = files.files;"
              + " document.querySelector('.upload button').click()}");
      browser.waitFor(
          "location.search === '?done=attached' && !!document.querySelector('.notice')");
      assertEquals(
          "ü & co.txt",
          browser
              .evaluate("document.querySelector('.files li:last-child a').textContent")
              .getValue());
      browser.evaluate("document.querySelector('.files li:last-child button').click()");
      browser.waitFor(
          "location.search === '?done=detached' && !!document.querySelector('.notice')");
    } finally {
      browser.scripts(true);
    }
  }

  @Test
  void theKeyboardReachesTheContentFirst() {
    as("viewer");
    browser.open(home.resolve("/items"));
    assertEquals(
        "#content",
        browser
            .evaluate("document.querySelector('a, button, input, select').getAttribute('href')")
            .getValue());
  }

  private void as(String role) {
    browser.forgetCookies();
    if (!role.equals("none")) {
      String token =
          TestTokens.sign(
              TestTokens.claims(role)
                  .issuer("http://localhost")
                  .claim("name", "Eve Marsh")
                  .build());
      browser.cookie("session", token, home);
    }
  }

  private void check(String name) throws IOException {
    assertEquals(
        true,
        browser.evaluate("typeof htmx === 'object'").getValue(),
        "htmx did not load: " + name);
    assertEquals(
        0L,
        ((Number)
                Optional.ofNullable(
                        browser
                            .evaluate(
                                "Math.max(0, document.documentElement.scrollWidth - innerWidth)")
                            .getValue())
                    .orElseThrow())
            .longValue(),
        name + " is wider than the screen");
    browser.evaluate(axe + "; undefined");
    JsonNode violations =
        browser.evaluate(
            "axe.run({resultTypes: ['violations']}).then(r => r.violations.map(v => v.impact + ' '"
                + " + v.id + ': ' + v.help + ' at ' + v.nodes.map(n => n.html).join(' and ')))");
    List<String> found = new ArrayList<>();
    violations.values().forEach(violation -> found.add(violation.getStringValue()));
    byte[] picture = browser.screenshot();
    if (PICTURES.endsWith("screenshots") || isInTheGuide(name)) {
      Files.write(PICTURES.resolve("app-" + name + ".png"), picture);
    }
    assertEquals(List.of(), found, name);
    assertTrue(picture.length < KILOBYTES * 1024, name + " has " + picture.length + " bytes");
  }

  private static boolean isInTheGuide(String name) {
    return name.startsWith("items") || !(name.contains("phone") || name.startsWith("admin"));
  }

  private static String script(String name) {
    try (InputStream in = EveryPageTest.class.getClassLoader().getResourceAsStream(name)) {
      return new String(
          Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
