package dev.tideway.app.pages;

import static dev.tideway.app.pages.Look.assertShows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.security.Browser;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How people get in and out, by pages that need no script. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest {
  private final String password = UUID.randomUUID().toString();
  private final Map<String, String> database = TestPostgres.migrated();
  private final TestApp app = TestApp.start(environment(), Map.of());

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(database);
    environment.put("APP_LOCAL_ACCOUNTS", "true");
    environment.put("APP_ADMIN_PASSWORD", password);
    environment.put("APP_PUBLIC_URL", "http://localhost");
    return environment;
  }

  @AfterAll
  void stop() {
    app.close();
  }

  @Test
  void fromAPageToSignInAndBackAndOut() {
    Browser browser = new Browser(app.http().server());
    HttpResponse<String> stranger = page(browser, "/items?q=plane+4");
    assertEquals("/auth/sign-in?to=%2Fitems%3Fq%3Dplane%2B4", Browser.location(stranger));
    assertShows(
        page(browser, Browser.location(stranger)),
        200,
        "name=\"to\" value=\"/items?q=plane+4\"",
        "autocomplete=\"current-password\"");

    HttpResponse<String> wrong =
        post(browser, "name=admin&password=wrong&to=%2Fitems%3Fq%3Dplane%2B4");
    assertShows(
        wrong,
        401,
        "No account has this name with this password.",
        "value=\"admin\"",
        "aria-describedby=\"sign-in-error\"",
        "value=\"/items?q=plane+4\"");
    assertFalse(wrong.body().contains("wrong\""), wrong.body());

    HttpResponse<String> right =
        post(browser, "name=admin&password=" + password + "&to=%2Fitems%3Fq%3Dplane%2B4");
    assertEquals(303, right.statusCode(), right.body());
    assertEquals("/items?q=plane+4", Browser.location(right));
    assertShows(page(browser, "/items"), 200, ">admin<", "Sign out", "There are no items yet");
    assertEquals("/items", Browser.location(page(browser, "/auth/sign-in?to=/items")));

    HttpResponse<String> created =
        browser.post(
            "/items",
            "name=Plane&category=planes&status=DRAFT&quantity=1&description=&key="
                + UUID.randomUUID(),
            "Sec-Fetch-Site",
            "same-origin",
            "Accept",
            "text/html");
    assertShows(page(browser, Browser.location(created)), 200, "The item is created.");

    HttpResponse<String> out =
        browser.post("/auth/logout", "", "Sec-Fetch-Site", "same-origin", "Accept", "text/html");
    assertEquals("/", Browser.location(out));
    assertEquals("/items", Browser.location(page(browser, "/")));
    assertEquals("/auth/sign-in?to=%2Fitems", Browser.location(page(browser, "/items")));
  }

  @Test
  void aSessionThatRanOutGoesOnByItself() {
    Browser browser = new Browser(app.http().server());
    HttpResponse<String> in = post(browser, "name=admin&password=" + password);
    String refresh =
        in.headers().allValues("Set-Cookie").stream()
            .filter(cookie -> cookie.startsWith("refresh="))
            .map(cookie -> cookie.split(";", 2)[0])
            .findFirst()
            .orElseThrow();
    Http anonymous = app.anonymous();
    HttpResponse<String> next =
        anonymous.get("/auth/sign-in?to=/items", "Accept", "text/html", "Cookie", refresh);
    assertEquals("/items", Browser.location(next));
    assertEquals(2, next.headers().allValues("Set-Cookie").size());
    HttpResponse<String> otherTab =
        anonymous.get("/auth/sign-in?to=/items", "Accept", "text/html", "Cookie", refresh);
    assertEquals("/items", Browser.location(otherTab));
    TestPostgres.execute(database, "UPDATE refresh_tokens SET used_at = now() - interval '11 s'");
    HttpResponse<String> later =
        anonymous.get("/auth/sign-in?to=/items", "Accept", "text/html", "Cookie", refresh);
    assertShows(later, 200, "<h1>Sign in</h1>");
    assertEquals(List.of(), later.headers().allValues("Set-Cookie"));
  }

  @Test
  void aProblemsPageHasItsHeaders() {
    HttpResponse<String> refused =
        app.anonymous()
            .send(
                "POST",
                "/auth/refresh",
                "",
                "Accept",
                "text/html",
                "Sec-Fetch-Site",
                "same-origin");
    assertShows(refused, 401, "log in again");
    List<String> cookies = refused.headers().allValues("Set-Cookie");
    assertEquals(2, cookies.size());
    assertTrue(cookies.stream().allMatch(cookie -> cookie.contains("Max-Age=0")), cookies + "");
    assertEquals(Optional.of("Bearer"), refused.headers().firstValue("WWW-Authenticate"));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /items,                /items
          //evil.example,        /
          https://evil.example,  /
          /\\evil.example,       /
          '/a\tb',               /
          '/it\"ems',            /
          """)
  void nobodyIsSentElsewhere(String to, String where) {
    HttpResponse<String> in =
        new Look(app.anonymous(), false)
            .http()
            .send(
                "POST",
                "/auth/sign-in",
                "name=admin&password=" + password + "&to=" + Look.encoded(to),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Sec-Fetch-Site",
                "same-origin");
    assertEquals(where, Browser.location(in));
  }

  @Test
  void aFormOfAStrangerIsntThrownAway() {
    HttpResponse<String> sent =
        new Look(app.anonymous(), false).post("/items", "name", "Plane", "category", "planes");
    assertShows(sent, 401, "Your session has ended", "nothing that you wrote is lost");
    HttpResponse<String> part =
        app.anonymous()
            .send(
                "POST",
                "/items",
                "name=Plane",
                "Content-Type",
                "application/x-www-form-urlencoded",
                "HX-Request",
                "true",
                "HX-Current-URL",
                app.http().server() + "/items/new?a=b");
    assertShows(part, 401, "Your session has ended", "what you wrote is still here");
    assertEquals(Optional.of("#problem"), part.headers().firstValue("HX-Retarget"));
    assertEquals(Optional.empty(), part.headers().firstValue("HX-Redirect"));
    HttpResponse<String> search =
        app.anonymous()
            .get(
                "/items?q=plane",
                "HX-Request",
                "true",
                "HX-Current-URL",
                app.http().server() + "/items?a=b");
    assertEquals(401, search.statusCode());
    assertEquals(
        Optional.of("/auth/sign-in?to=%2Fitems%3Fa%3Db"),
        search.headers().firstValue("HX-Redirect"));
  }

  @Test
  void noOtherSiteSignsPeopleIn() {
    HttpResponse<String> forged =
        app.anonymous()
            .send(
                "POST",
                "/auth/sign-in",
                "name=admin&password=" + password,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Sec-Fetch-Site",
                "cross-site");
    assertEquals(403, forged.statusCode());
  }

  @Test
  void anEmptyFormSaysWhatToWrite() {
    assertShows(
        post(new Browser(app.http().server()), "name=&password="),
        400,
        "Write both your name and your password.");
  }

  @Test
  void whereNobodyCanSignInThePageSaysSo() {
    try (TestApp closed = TestApp.start(Map.of(), Map.of())) {
      assertShows(
          new Look(closed.anonymous(), false).get("/auth/sign-in"), 200, "Nobody can sign in yet");
      HttpResponse<String> first = closed.anonymous().get("/", "Accept", "text/html");
      assertEquals("/status", Browser.location(first));
    }
  }

  @Test
  void anIssuerHasAButton() {
    Map<String, String> issuer =
        Map.of(
            "OIDC_ISSUER", "http://localhost:1/people",
            "OIDC_CLIENT_ID", "items",
            "APP_PUBLIC_URL", "http://localhost");
    try (TestApp atIssuer = TestApp.start(issuer, Map.of())) {
      HttpResponse<String> page =
          new Look(atIssuer.anonymous(), false).get("/auth/sign-in?to=/items");
      assertShows(page, 200, "href=\"/auth/login?to=%2Fitems\"");
      assertFalse(page.body().contains("type=\"password\""), page.body());
    }
  }

  private static HttpResponse<String> page(Browser browser, String path) {
    return browser.get(path, "Accept", "text/html");
  }

  private static HttpResponse<String> post(Browser browser, String form) {
    return browser.post(
        "/auth/sign-in", form, "Sec-Fetch-Site", "same-origin", "Accept", "text/html");
  }
}
