package dev.tideway.app.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.TestApp;
import dev.tideway.app.database.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Login at an OpenID Connect issuer that runs beside the app: code, PKCE, refresh, logout. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcTest {
  private final TestIssuer issuer = new TestIssuer();
  private final int port = TestIssuer.freePort();
  private final TestApp app;
  private final URI home = URI.create("http://127.0.0.1:" + port);

  OidcTest() throws IOException {
    Map<String, String> environment = new HashMap<>(TestPostgres.migrated());
    environment.putAll(issuer.environment(home));
    app = TestApp.start(environment, Map.of("micronaut.server.port", port));
  }

  @AfterAll
  void stop() {
    app.close();
    issuer.close();
  }

  @ParameterizedTest
  @CsvSource({
    "staff, 200, 403, 403",
    "writers, 200, 404, 403",
    "ops, 200, 404, 200",
    "x, 403, 403, 403"
  })
  void aLoginGivesTheRolesOfItsClaims(String group, int read, int delete, int debug) {
    Browser browser = new Browser(home);
    HttpResponse<String> done = browser.get(login(browser, group));
    assertEquals("/items", Browser.location(done));
    HttpResponse<String> me = browser.get("/api/v1/me");
    assertTrue(me.body().contains("\"subject\":\"ada\""), me.body());
    assertEquals(read, browser.get("/api/v1/items").statusCode());
    assertEquals(delete, browser.delete("/api/v1/items/" + UUID.randomUUID()).statusCode());
    assertEquals(debug, browser.get("/debug").statusCode());
  }

  @Test
  void aTokenThatBrowsersWouldDropIsRefusedWithWords() {
    Browser browser = new Browser(home);
    HttpResponse<String> done = browser.get(login(browser, "staff\",\"" + "x".repeat(3000)));
    assertEquals(401, done.statusCode());
    assertTrue(done.body().contains("leave claims such as groups out"), done.body());
  }

  @Test
  void theLoginIsBoundToItsBrowser() {
    Browser victim = new Browser(home);
    String answer = login(new Browser(home), "ops");
    HttpResponse<String> stolen = victim.get(answer);
    assertEquals(401, stolen.statusCode());
    assertTrue(stolen.body().contains("began no login here"), stolen.body());
    login(victim, "staff");
    HttpResponse<String> swapped = victim.get(answer);
    assertEquals(401, swapped.statusCode());
    assertTrue(swapped.body().contains("of another login"), swapped.body());
  }

  @Test
  void theCodeIsBoundToItsVerifier() {
    Browser one = new Browser(home);
    Browser other = new Browser(home);
    URI first = URI.create(login(one, "staff"));
    URI second = URI.create(login(other, "ops"));
    // The other's code under the own state: the issuer holds it against the code's challenge.
    String mixed = "/auth/callback?" + part(second, "code") + "&" + part(first, "state");
    HttpResponse<String> refused = one.get(mixed);
    assertEquals(401, refused.statusCode());
    assertTrue(refused.body().contains("the issuer says invalid_grant"), refused.body());
  }

  @Test
  void theIssuersWordsComeThrough() {
    Browser browser = new Browser(home);
    URI answer = URI.create(login(browser, "staff"));
    HttpResponse<String> refused =
        browser.get("/auth/callback?error=access_denied&" + part(answer, "state"));
    assertEquals(401, refused.statusCode());
    assertTrue(refused.body().contains("the issuer says access_denied"), refused.body());
  }

  @Test
  void refreshAsksTheIssuerAgain() {
    Browser browser = new Browser(home);
    HttpResponse<String> done = browser.get(login(browser, "ops"));
    List<String> before = done.headers().allValues("Set-Cookie");
    HttpResponse<String> refreshed = browser.post("/auth/refresh", "");
    assertEquals(204, refreshed.statusCode(), refreshed.body());
    assertNotEquals(
        before.stream().filter(c -> c.startsWith("session=")).toList(),
        refreshed.headers().allValues("Set-Cookie").stream()
            .filter(c -> c.startsWith("session="))
            .toList());
    assertEquals(200, browser.get("/api/v1/me").statusCode());
  }

  @Test
  void logoutEndsBothSessions() {
    Browser browser = new Browser(home);
    browser.get(login(browser, "staff"));
    HttpResponse<String> out = browser.post("/auth/logout", "");
    assertEquals(303, out.statusCode(), out.body());
    String end = Browser.location(out);
    assertTrue(end.startsWith(issuer.logoutUrl()), end);
    assertTrue(end.contains("id_token_hint=ey"), end);
    assertTrue(end.contains("post_logout_redirect_uri="), end);
    assertEquals(0, browser.cookies());
    assertEquals(401, browser.get("/api/v1/me").statusCode());
    assertEquals("/", Browser.location(browser.post("/auth/logout", "")));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          people, items-api, 200
          people, tideway,   200
          people, others,    401
          others, items-api, 401
          """)
  void theIssuersTokensAreTakenWhenTheyAreForUs(String realm, String audience, int status) {
    String token = issuer.token(realm, Map.of(), audience);
    assertEquals(status, app.as(token).get("/api/v1/items").statusCode());
  }

  @Test
  void theIssuerCantSpeakForTheApp() {
    // Signed by the issuer's good key, in the app's own name.
    Map<String, Object> claims =
        Map.of("iss", home.toString(), "aud", "tideway-app", "roles", List.of("admin"));
    assertEquals(
        401,
        app.as(issuer.token(TestIssuer.REALM, claims, "tideway-app")).get("/debug").statusCode());
  }

  /** As far as the issuer's answer, which is returned. */
  private String login(Browser browser, String group) {
    String authorize = Browser.location(browser.get("/auth/login?to=/items"));
    assertTrue(authorize.contains("code_challenge_method=S256"), authorize);
    assertTrue(authorize.contains("nonce="), authorize);
    String claims =
        "{\"realm_access\":{\"roles\":[\"" + group + "\"]},\"aud\":\"" + TestIssuer.CLIENT + "\"}";
    String form = "username=ada&claims=" + URLEncoder.encode(claims, StandardCharsets.UTF_8);
    return Browser.location(new Browser(home).post(authorize, form));
  }

  private static String part(URI answer, String name) {
    for (String pair : answer.getRawQuery().split("&")) {
      if (pair.startsWith(name + "=")) {
        return pair;
      }
    }
    throw new AssertionError("no " + name + " in " + answer);
  }
}
