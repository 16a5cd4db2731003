package dev.tideway.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.faults.Faults;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every page in a real browser, light and dark: axe finds nothing, no script or style is refused by
 * the Content-Security-Policy, and nothing is wider than the screen. With {@code
 * -Dscreenshots=docs} the pictures of the guide are written anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageTest {
  private static final int KILOBYTES = 150;
  private static final Path PICTURES =
      "docs".equals(System.getProperty("screenshots"))
          ? Path.of("..", "docs", "images")
          : Path.of("target", "screenshots");

  private final Workshop workshop = Workshop.open();
  private final Chromium browser = workshop.browser();
  private final String axe = script("axe.min.js");

  EveryPageTest() throws IOException {
    Files.createDirectories(PICTURES);
  }

  @AfterAll
  void stop() {
    workshop.close();
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
    workshop.as(role);
    for (boolean dark : new boolean[] {false, true}) {
      for (int width : new int[] {1100, 390}) {
        browser.look(dark, width, width == 390 ? 780 : 720);
        workshop.visit(path.replace("PLANE", Workshop.PLANE.toString()));
        check(name + (width == 390 ? "-phone" : "") + (dark ? "-dark" : ""));
      }
    }
  }

  @Test
  void faultsThatAreOnAreSaidSo() throws IOException {
    workshop.as("admin");
    for (boolean dark : new boolean[] {false, true}) {
      workshop.app().bean(Faults.class).set(0.2, Duration.ofMillis(300), Duration.ofMinutes(5));
      browser.look(dark, 1100, 860);
      workshop.visit("/status");
      check("faults" + (dark ? "-dark" : ""));
      browser.evaluate(
          "document.querySelectorAll('section form')[1].querySelector('button').click()");
      browser.waitFor("location.search === '?done=faults'");
      assertEquals(false, workshop.app().bean(Faults.class).now().any());
    }
  }

  @Test
  void errorsAreShownWhereTheyAre() throws IOException {
    workshop.as("editor");
    for (boolean dark : new boolean[] {false, true}) {
      browser.look(dark, 1100, 900);
      workshop.visit("/items/new");
      browser.evaluate("document.getElementById('category').value = 'Hand Tools'");
      browser.evaluate("document.querySelector('form.card button').click()");
      browser.waitFor("!!document.getElementById('summary')");
      assertEquals("summary", browser.evaluate("document.activeElement.id").getValue());
      check("errors" + (dark ? "-dark" : ""));
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
