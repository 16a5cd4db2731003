package dev.tideway.app.pages;

import static dev.tideway.app.pages.Look.assertShows;
import static dev.tideway.app.pages.Look.next;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items are written by forms, which need no script and no header of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemFormsTest {
  private final TestApp app = TestApp.onPostgres();

  @AfterAll
  void stop() {
    app.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anItemsLife(boolean htmx) {
    Look look = new Look(app.as(TestTokens.editor()), htmx);
    assertShows(look.get("/items/new"), 200, "name=\"key\"", "name=\"description\"");
    String created = next(create(look, "Plane", "3", key(look)));
    assertTrue(created.matches("/items/[0-9a-f-]{36}\\?done=created"), created);
    assertShows(
        new Look(app.http(), false).get(created), 200, "The item is created.", ">Plane</h1>");
    String item = created.replaceFirst("\\?.*", "");

    assertShows(look.get(item + "/edit"), 200, "value=\"Plane\"", "name=\"version\" value=\"0\"");
    String saved =
        next(
            look.post(
                item,
                "name",
                "Jointer",
                "category",
                "planes",
                "status",
                "ACTIVE",
                "quantity",
                "2",
                "description",
                "Long.\r\nStraight.",
                "version",
                "0"));
    assertEquals(item + "?done=saved", saved);
    assertShows(new Look(app.http(), false).get(saved), 200, ">Jointer</h1>", "Long.\nStraight.");

    assertEquals("/items?done=deleted", next(look.post(item + "/delete", "version", "1")));
    assertShows(look.get(item), 404, "There is no such item");
    assertShows(look.post(item + "/delete", "version", "1"), 404, "There is no such item");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsWrongIsSaidAtItsField(boolean htmx) {
    Look look = new Look(app.http(), htmx);
    HttpResponse<String> response =
        look.post(
            "/items",
            "name",
            " ",
            "category",
            "Hand Tools",
            "status",
            "NEW",
            "quantity",
            "1e3",
            "description",
            "Kept\nas it was");
    assertShows(
        response,
        400,
        "<a href=\"#category\">Category</a>",
        "<a href=\"#quantity\">In stock</a>",
        "id=\"category-error\">Write 1 to 40 lower-case letters",
        "id=\"name-error\">Write 1 to 100 characters.",
        "id=\"quantity-error\">Write a whole number",
        "id=\"status-error\">Write DRAFT",
        "value=\"Hand Tools\"",
        "value=\"1e3\"",
        "aria-invalid=\"true\" aria-describedby=\"category-error category-hint\"",
        "Kept\nas it was");
    assertEquals(!htmx, response.body().contains("<html"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nobodysChangeIsLost(boolean htmx) {
    Look look = new Look(app.http(), htmx);
    String item = next(create(look, "Level", "1", key(look))).replaceFirst("\\?.*", "");
    String[] mine = {"name", "My level", "category", "levels", "quantity", "5", "version", "0"};
    next(look.post(item, "name", "Their level", "category", "levels", "version", "0"));
    HttpResponse<String> conflict = look.post(item, mine);
    assertShows(conflict, 412, "it is now “Their level”", "value=\"My level\"", "value=\"1\"");
    mine[7] = "1";
    next(look.post(item, mine));
    assertShows(look.post(item + "/delete", "version", "1"), 412, "Somebody has changed this item");
    assertShows(look.post(item + "/delete"), 412, "Somebody has changed this item");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFormSentTwiceMakesOneItem(boolean htmx) {
    Look look = new Look(app.http(), htmx);
    String key = key(look);
    String first = next(create(look, "Once", "1", key));
    assertEquals(first, next(create(look, "Once", "1", key)));
    HttpResponse<String> other = create(look, "Other", "1", key);
    assertShows(other, 409, "This form was sent before", "value=\"Other\"");
    assertNotEquals(first, next(create(look, "Other", "1", keyIn(other.body()))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoMayOnlyReadSeesNoButtonsAndIsRefused(boolean htmx) {
    Look editor = new Look(app.http(), false);
    Look viewer = new Look(app.as(TestTokens.viewer()), htmx);
    Look viewersPage = new Look(app.as(TestTokens.viewer()), false);
    String item = next(create(editor, "Square", "1", key(editor))).replaceFirst("\\?.*", "");
    for (String path : new String[] {"/items", item}) {
      String body = viewersPage.get(path).body();
      assertFalse(body.contains("/items/new"), body);
      assertFalse(body.contains("/edit") || body.contains("/delete"), body);
    }
    assertShows(viewer.get("/items/new"), 403, "This needs the role editor");
    assertShows(viewer.get(item + "/edit"), 403, "This needs the role editor");
    assertShows(create(viewer, "No", "1", UUID.randomUUID().toString()), 403, "role editor");
    assertShows(viewer.post(item, "name", "No", "version", "0"), 403, "role editor");
    assertShows(viewer.post(item + "/delete", "version", "0"), 403, "role editor");
    assertShows(editor.get(item), 200, ">Square</h1>");
  }

  private static HttpResponse<String> create(Look look, String name, String quantity, String key) {
    return look.post(
        "/items",
        "name",
        name,
        "category",
        "tools",
        "status",
        "DRAFT",
        "quantity",
        quantity,
        "description",
        "",
        "key",
        key);
  }

  private static String key(Look look) {
    return keyIn(look.get("/items/new").body());
  }

  private static String keyIn(String body) {
    Matcher key = Pattern.compile("name=\"key\" value=\"([^\"]*)\"").matcher(body);
    assertTrue(key.find(), body);
    return key.group(1);
  }
}
