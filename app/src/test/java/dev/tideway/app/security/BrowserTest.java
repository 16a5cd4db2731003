package dev.tideway.app.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Configuration;
import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.database.Wire;
import dev.tideway.app.settings.InvalidSetting;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told, and what they may not be made to do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
  private final String password = UUID.randomUUID().toString();
  private final Map<String, String> environment = new HashMap<>(TestPostgres.migrated());
  private final TestApp app;
  private final String form;

  BrowserTest() {
    environment.put("APP_LOCAL_ACCOUNTS", "true");
    environment.put("APP_ADMIN_PASSWORD", password);
    environment.put("APP_PUBLIC_URL", "https://items.example");
    environment.put("CORS_ORIGINS", "https://shop.example, http://localhost:3000");
    app = TestApp.start(environment, Map.of());
    form = "name=admin&password=" + password;
  }

  @AfterAll
  void stop() {
    app.close();
  }

  @Test
  void theSessionsCookiesAreOutOfReach() {
    HttpResponse<String> done =
        new Browser(app.http().server()).post("/auth/sign-in", form, ours());
    assertEquals(303, done.statusCode(), done.body());
    List<String> cookies = done.headers().allValues("Set-Cookie");
    assertEquals(2, cookies.size(), cookies.toString());
    assertCookie(cookies, "__Host-session", "/", 600);
    assertCookie(cookies, "__Secure-refresh", "/auth", 14 * 24 * 3600);
  }

  @Test
  void aSessionGoesOnAndEnds() {
    String session = cookies(new Browser(app.http().server()).post("/auth/sign-in", form, ours()));
    assertEquals(200, app.anonymous().get("/debug", "Cookie", session).statusCode());
    HttpResponse<String> next = post("/auth/refresh", session);
    assertEquals(204, next.statusCode(), next.body());
    HttpResponse<String> out = post("/auth/logout", cookies(next));
    assertEquals(303, out.statusCode());
    assertTrue(
        out.headers().allValues("Set-Cookie").stream().allMatch(c -> c.contains("Max-Age=0")));
    assertEquals(401, post("/auth/refresh", cookies(next)).statusCode());
  }

  @Test
  void aBrowserForgetsItsSessionWhileTheDatabaseIsAway() throws Exception {
    Map<String, String> own = new HashMap<>(environment);
    try (Wire wire = new Wire(TestPostgres.port())) {
      own.put("DATABASE_URL", wire.through(environment));
      try (TestApp other = TestApp.start(own, Map.of())) {
        String session =
            cookies(new Browser(other.http().server()).post("/auth/sign-in", form, ours()));
        wire.cut();
        HttpResponse<String> out =
            other
                .anonymous()
                .send("POST", "/auth/logout", "", "Cookie", session, ours()[0], ours()[1]);
        assertEquals(303, out.statusCode(), out.body());
        List<String> cookies = out.headers().allValues("Set-Cookie");
        assertEquals(2, cookies.size());
        assertTrue(cookies.stream().allMatch(c -> c.contains("Max-Age=0")), cookies.toString());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Sec-Fetch-Site, same-origin,           428
          Sec-Fetch-Site, same-site,             403
          Sec-Fetch-Site, cross-site,            403
          Sec-Fetch-Site, none,                  403
          Origin,         https://items.example, 428
          Origin,         https://evil.example,  403
          Origin,         null,                  403
          X-Other,        nothing,               403
          """)
  void noOtherSiteWritesWithItsCookies(String header, String value, int status) {
    String session = cookies(new Browser(app.http().server()).post("/auth/sign-in", form, ours()));
    String item = "/api/v1/items/" + UUID.randomUUID();
    HttpResponse<String> response =
        app.anonymous().send("DELETE", item, "", "Cookie", session, header, value);
    assertEquals(status, response.statusCode(), response.body());
    HttpResponse<String> bearer =
        app.as(TestTokens.sign(TestTokens.claims("editor").issuer("https://items.example").build()))
            .send("DELETE", item, "", "Cookie", session, header, value);
    assertEquals(428, bearer.statusCode(), bearer.body());
  }

  @Test
  void aBadTokenIsntMadeUpForByCookies() {
    String session = cookies(new Browser(app.http().server()).post("/auth/sign-in", form, ours()));
    assertEquals(401, app.as("bad").get("/debug", "Cookie", session).statusCode());
  }

  @Test
  void noOtherSiteLogsPeopleIn() {
    HttpResponse<String> forged =
        new Browser(app.http().server())
            .post("/auth/sign-in", form, "Origin", "https://evil.example");
    assertEquals(403, forged.statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nope", "/api/v1/items", "/health", "/openapi/v1.json"})
  void everyAnswerHasTheHeaders(String path) {
    HttpResponse<String> response = app.anonymous().get(path);
    Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "same-origin",
            "Strict-Transport-Security", "max-age=31536000; includeSubDomains",
            "Cross-Origin-Opener-Policy", "same-origin")
        .forEach(
            (name, value) ->
                assertEquals(Optional.of(value), response.headers().firstValue(name), name));
    String policy = response.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    assertTrue(!policy.contains("unsafe"), policy);
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, true",
    "http://localhost:3000, true",
    "https://shop.example.evil.example, false",
    "http://shop.example, false",
    "null, false"
  })
  void onlyNamedOriginsMayCall(String origin, boolean may) {
    HttpResponse<String> preflight =
        app.anonymous()
            .send(
                "OPTIONS",
                "/api/v1/items",
                "",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-digest,content-type,repr-digest");
    Optional<String> allowed = preflight.headers().firstValue("Access-Control-Allow-Origin");
    assertEquals(may ? Optional.of(origin) : Optional.empty(), allowed);
    assertEquals(
        Optional.empty(), preflight.headers().firstValue("Access-Control-Allow-Credentials"));
  }

  @Test
  void noneMayCallUnlessNamed() {
    try (TestApp strict = TestApp.start(Map.of(), Map.of())) {
      HttpResponse<String> response = strict.anonymous().get("/", "Origin", "https://shop.example");
      assertEquals(Optional.empty(), response.headers().firstValue("Access-Control-Allow-Origin"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "shop.example", "https://shop.example/", "https://*.example", ""})
  void originsAreWhole(String origin) {
    Map<String, String> wrong = Map.of("CORS_ORIGINS", "https://a.example," + origin);
    assertThrows(InvalidSetting.class, () -> Configuration.of(wrong));
  }

  private HttpResponse<String> post(String path, String cookies) {
    return app.anonymous().send("POST", path, "", "Cookie", cookies, ours()[0], ours()[1]);
  }

  private static String[] ours() {
    return new String[] {"Sec-Fetch-Site", "same-origin"};
  }

  private static String cookies(HttpResponse<?> response) {
    return String.join(
        "; ",
        response.headers().allValues("Set-Cookie").stream().map(c -> c.split(";", 2)[0]).toList());
  }

  private static void assertCookie(List<String> all, String name, String path, int seconds) {
    String cookie =
        all.stream()
            .filter(c -> c.startsWith(name + "="))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + name));
    for (String part :
        List.of("HTTPOnly", "Secure", "SameSite=Lax", "Path=" + path, "Max-Age=" + seconds)) {
      assertTrue(List.of(cookie.split("; ")).contains(part), cookie);
    }
  }
}
