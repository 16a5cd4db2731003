package dev.tideway.app.pages;

import static dev.tideway.app.pages.Look.assertShows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import dev.tideway.app.models.Item;
import dev.tideway.app.models.ItemDraft;
import dev.tideway.app.models.ItemStatus;
import dev.tideway.app.services.Creation;
import dev.tideway.app.services.ItemService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list with its search, and each item's page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemPagesTest {
  private static final String EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
  private static final Pattern ROW = Pattern.compile("class=\"row-name\"[^>]*>([^<]*)<");
  private static final Pattern MORE = Pattern.compile("hx-get=\"(/items\\?[^\"]*cursor[^\"]*)\"");

  private final TestApp app = TestApp.onPostgres();
  private final Look page = new Look(app.as(TestTokens.viewer()), false);
  private final Look part = new Look(app.as(TestTokens.viewer()), true);

  @AfterAll
  void stop() {
    app.close();
  }

  @BeforeAll
  void fill() {
    for (int i = 0; i < 45; i++) {
      create("Plane No. " + i, "planes", ItemStatus.values()[i % 3], i);
    }
    create("Whetstone, coarse", "stones", ItemStatus.ACTIVE, 12_000);
  }

  @Test
  void theListShowsWhatThereIs() {
    assertShows(
        page.get("/items"),
        200,
        "<h1>Items</h1>",
        ">Whetstone, coarse</a>",
        "12,000",
        "href=\"/items?category=stones\"",
        "aria-current=\"page\"",
        "<title>Items – Tideway items</title>");
  }

  @Test
  void htmxGetsTheListAlone() {
    String body = part.get("/items?q=whet").body();
    assertEquals(List.of("Whetstone, coarse"), rows(body));
    assertFalse(body.contains("<html") || body.contains("<form"), body);
    assertTrue(
        body.contains("<p id=\"found\" hx-swap-oob=\"innerHTML\">1 item is shown</p>"), body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          q=whet                           | 1
          q=COARSE whetstone               | 1
          q=stone                          | 0
          q=plane 7                        | 1
          q=plane 4                        | 6
          q=,;                             | 20
          q=plane+%26+!+%7C+(+:*+%27+7     | 1
          q=plane%C2%A07                   | 1
          q=%C2%85%E2%80%A8%F0%9F%8C%8A    | 20
          q=%00                            | 20
          category=stones                  | 1
          category=planes&status=DRAFT     | 15
          category=none                    | 0
          category=<b>                     | 20
          status=NEW                       | 20
          sort=sideways                    | 20
          cursor=made-up                   | 20
          """)
  void searches(String query, int found) {
    String path = "/items?" + query.replace(" ", "+").replace("<", "%3C").replace(">", "%3E");
    assertEquals(found, rows(page.get(path).body()).size());
    assertEquals(found, rows(part.get(path).body()).size());
  }

  @Test
  void nothingFoundSaysSo() {
    assertShows(page.get("/items?q=nothing"), 200, "Nothing found", "Show all items");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pagesFollowEachOther(boolean htmx) {
    Look look = htmx ? part : page;
    List<String> walked = new ArrayList<>();
    Optional<String> next = Optional.of("/items?q=plane&sort=quantity");
    while (next.isPresent()) {
      String body = look.get(next.get()).body();
      walked.addAll(rows(body));
      Matcher more = MORE.matcher(body);
      next = more.find() ? Optional.of(more.group(1).replace("&amp;", "&")) : Optional.empty();
    }
    assertEquals(45, walked.size());
    assertEquals("Plane No. 0", walked.getFirst());
    assertEquals("Plane No. 44", walked.getLast());
  }

  @Test
  void htmxsMorePagesAreRowsAlone() {
    Matcher more = MORE.matcher(part.get("/items").body());
    assertTrue(more.find());
    String rows = part.get(more.group(1).replace("&amp;", "&")).body();
    assertTrue(rows.strip().startsWith("<li"), rows);
  }

  @Test
  void aPageTakenFromTheHistoryIsWhole() {
    assertShows(
        app.http().get("/items", "HX-Request", "true", "HX-History-Restore-Request", "true"),
        200,
        "<!doctype html>");
  }

  @Test
  void nothingThatSomebodyWroteBecomesMarkup() {
    Item evil = create(EVIL, "evil", ItemStatus.DRAFT, 1);
    String[] paths = {
      "/items?category=evil",
      "/items/" + evil.id(),
      "/items/" + evil.id() + "/edit",
      "/items?q=%3Cscript%3Ealert(1)%3C/script%3E%22%27",
      "/items?done=%3Cscript%3Ealert(1)",
      "/%3Cscript%3Ealert(1)%3C/script%3E",
      "/auth/sign-in?to=/%22%3E%3Cscript%3Ealert(1)"
    };
    for (boolean htmx : new boolean[] {true, false}) {
      for (String path : paths) {
        String body = new Look(app.http(), htmx).get(path).body();
        assertFalse(body.contains("<script>"), path + "\n" + body);
        assertFalse(body.contains("<img"), path + "\n" + body);
      }
    }
    assertShows(page.get("/items/" + evil.id()), 200, "&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/items/7d1c7ca5-8a5c-4b9d-9f5c-0a4d3f6f2f10", "/items/7"})
  void anItemThatIsntThereIsAPageToo(String path) {
    assertShows(page.get(path), 404, "<h1>Not Found</h1>", "There is no such item", "<html");
  }

  @Test
  void pagesHaveNoScriptOrStyleInThem() {
    Item item = create("Saw", "saws", ItemStatus.ACTIVE, 3);
    Look editor = new Look(app.as(TestTokens.admin()), false);
    for (String path :
        List.of("/items", "/items/new", "/items/" + item.id(), "/status", "/auth/sign-in")) {
      String body = editor.get(path).body();
      assertFalse(body.contains("<style") || body.contains(" style="), path);
      assertFalse(body.matches("(?s).*<script(?! src=\"/assets/).*"), path);
      assertFalse(body.matches("(?s).*\\son[a-z]+=.*"), path);
      assertFalse(body.contains("//cdn") || body.contains("https://"), path);
    }
  }

  private Item create(String name, String category, ItemStatus status, int quantity) {
    ItemDraft draft = new ItemDraft(name, "", category, status, quantity);
    return switch (app.bean(ItemService.class).create(draft, Optional.empty())) {
      case Creation.Created(Item item) -> item;
      case Creation.KeyReused() -> throw new AssertionError();
    };
  }

  private static List<String> rows(String body) {
    return ROW.matcher(body).results().map(row -> row.group(1)).toList();
  }
}
