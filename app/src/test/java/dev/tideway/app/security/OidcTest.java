package dev.tideway.app.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.tideway.app.TestApp;
import dev.tideway.app.database.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Login at an OpenID Connect issuer that runs beside the app: code, PKCE, refresh, logout. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcTest {
  private static final String REALM = "people";
  private static final String CLIENT = "tideway";

  private final MockOAuth2Server issuer = new MockOAuth2Server(new OAuth2Config(true));
  private final int port = freePort();
  private final TestApp app;
  private final URI home = URI.create("http://127.0.0.1:" + port);

  OidcTest() throws IOException {
    issuer.start(InetAddress.getLoopbackAddress(), 0);
    Map<String, String> environment = new HashMap<>(TestPostgres.migrated());
    environment.putAll(environment());
    app = TestApp.start(environment, Map.of("micronaut.server.port", port));
  }

  private Map<String, String> environment() {
    return Map.of(
        "OIDC_ISSUER",
        issuer.issuerUrl(REALM).toString(),
        "OIDC_CLIENT_ID",
        CLIENT,
        "OIDC_CLIENT_SECRET",
        UUID.randomUUID().toString(),
        "OIDC_AUDIENCE",
        "items-api",
        "OIDC_ROLES_CLAIM",
        "realm_access.roles",
        "OIDC_ROLES",
        "viewer=staff,editor=writers,admin=ops",
        "APP_PUBLIC_URL",
        home.toString());
  }

  @AfterAll
  void stop() {
    app.close();
    issuer.shutdown();
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

  /** By an issuer whose answers to a refresh are as the test says; its keys are the other's. */
  @ParameterizedTest
  @CsvSource({"ada, 204", "eve, 401", "none, 204"})
  void aRefreshMakesNobodyElse(String subject, int status) throws IOException {
    HttpServer own =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String url = "http://127.0.0.1:" + own.getAddress().getPort();
    answer(
        own,
        "/.well-known/openid-configuration",
        """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/a","token_endpoint":"%1$s/token",
         "jwks_uri":"%2$s","subject_types_supported":["public"]}
        """
            .formatted(url, issuer.jwksUrl(REALM)));
    String idToken =
        subject.equals("none") ? "" : ",\"id_token\":\"" + idToken(url, subject) + "\"";
    answer(own, "/token", "{\"access_token\":\"a\",\"token_type\":\"Bearer\"" + idToken + "}");
    own.start();
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("OIDC_ISSUER", url);
    try (TestApp other = TestApp.start(environment, Map.of())) {
      String before = idToken(url, "ada");
      HttpResponse<String> refreshed =
          other
              .anonymous()
              .send(
                  "POST",
                  "/auth/refresh",
                  "",
                  "Cookie",
                  "session=" + before + "; refresh=issuer.r1",
                  "Sec-Fetch-Site",
                  "same-origin");
      assertEquals(status, refreshed.statusCode(), refreshed.body());
      List<String> cookies = refreshed.headers().allValues("Set-Cookie");
      assertEquals(
          subject.equals("none"),
          cookies.stream().anyMatch(c -> c.startsWith("session=" + before + ";")),
          cookies.toString());
      assertEquals(
          status == 204,
          cookies.stream().anyMatch(c -> c.startsWith("refresh=issuer.r1;")),
          cookies.toString());
    } finally {
      own.stop(0);
    }
  }

  private String idToken(String iss, String subject) {
    return issuer
        .issueToken(
            REALM,
            CLIENT,
            new DefaultOAuth2TokenCallback(
                REALM, subject, "JWT", List.of(CLIENT), Map.of("iss", iss), 600))
        .serialize();
  }

  private static void answer(HttpServer server, String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @Test
  void logoutEndsBothSessions() {
    Browser browser = new Browser(home);
    browser.get(login(browser, "staff"));
    HttpResponse<String> out = browser.post("/auth/logout", "");
    assertEquals(303, out.statusCode(), out.body());
    String end = Browser.location(out);
    assertTrue(end.startsWith(issuer.endSessionEndpointUrl(REALM).toString()), end);
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
    String token = token(realm, Map.of(), audience);
    assertEquals(status, app.as(token).get("/api/v1/items").statusCode());
  }

  @Test
  void theIssuerCantSpeakForTheApp() {
    // Signed by the issuer's good key, in the app's own name.
    Map<String, Object> claims =
        Map.of("iss", home.toString(), "aud", "tideway-app", "roles", List.of("admin"));
    assertEquals(401, app.as(token(REALM, claims, "tideway-app")).get("/debug").statusCode());
  }

  @Test
  void whileTheIssuerIsAwayTheAppStartsAndSaysSo() {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("OIDC_ISSUER", "http://127.0.0.1:" + freePort());
    try (TestApp alone = TestApp.start(environment, Map.of())) {
      assertEquals(200, alone.anonymous().get("/").statusCode());
      HttpResponse<String> away = alone.anonymous().get("/auth/login");
      assertEquals(503, away.statusCode());
      assertTrue(away.headers().firstValue("Retry-After").isPresent());
      assertFalse(away.body().contains("127.0.0.1"), away.body());
    }
  }

  /** Each would else wait for its own time-out, one after another. */
  @Test
  void anIssuerThatFailsIsNotAskedByEachRequestAnew() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer broken =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    broken.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    broken.start();
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("OIDC_ISSUER", "http://127.0.0.1:" + broken.getAddress().getPort());
    try (TestApp alone = TestApp.start(environment, Map.of());
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        answers.add(clients.submit(() -> alone.anonymous().get("/auth/login").statusCode()));
      }
      for (Future<Integer> answer : answers) {
        assertEquals(503, answer.get());
      }
      assertTrue(asked.get() <= 2, asked + " requests");
    } finally {
      broken.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/items, /items",
    "https://evil.example, /",
    "//evil.example, /",
    "/\\evil.example, /",
    "/a\\b, /",
    "/a{b}|c, /",
    "/a%, /",
    "/caf\u00e9, /",
    "/items?q=a%20b&sort=-name, /items?q=a%20b&sort=-name",
    "items, /"
  })
  void goesOnlyToItsOwnPages(String to, String expected) {
    assertEquals(expected, ReturnPath.checked(to));
  }

  /** As far as the issuer's answer, which is returned. */
  private String login(Browser browser, String group) {
    String authorize = Browser.location(browser.get("/auth/login?to=/items"));
    assertTrue(authorize.contains("code_challenge_method=S256"), authorize);
    assertTrue(authorize.contains("nonce="), authorize);
    String claims = "{\"realm_access\":{\"roles\":[\"" + group + "\"]},\"aud\":\"" + CLIENT + "\"}";
    String form = "username=ada&claims=" + URLEncoder.encode(claims, StandardCharsets.UTF_8);
    return Browser.location(new Browser(home).post(authorize, form));
  }

  private String token(String realm, Map<String, Object> claims, String audience) {
    Map<String, Object> all = new HashMap<>(claims);
    all.put("realm_access", Map.of("roles", List.of("staff")));
    return issuer
        .issueToken(
            realm,
            CLIENT,
            new DefaultOAuth2TokenCallback(realm, "robot", "JWT", List.of(audience), all, 600))
        .serialize();
  }

  private static String part(URI answer, String name) {
    for (String pair : answer.getRawQuery().split("&")) {
      if (pair.startsWith(name + "=")) {
        return pair;
      }
    }
    throw new AssertionError("no " + name + " in " + answer);
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
