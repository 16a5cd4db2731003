package dev.tideway.app.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tideway.app.Await;
import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.models.Role;
import dev.tideway.app.models.User;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Local accounts, from the first admin's login to the last one's end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsTest {
  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final String password = UUID.randomUUID().toString();
  private final Map<String, String> database = TestPostgres.migrated();
  private final TestApp app = TestApp.start(environment(), Map.of());
  private final JsonMapper json = app.bean(JsonMapper.class);
  private final Http anonymous = app.anonymous();

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(database);
    environment.put("APP_LOCAL_ACCOUNTS", "true");
    environment.put("APP_ADMIN_PASSWORD", password);
    return environment;
  }

  @AfterAll
  void stop() {
    app.close();
  }

  private record Tokens(String access, String refresh) {}

  @Test
  void theFirstAdminMakesTheOthers() throws IOException {
    Http admin = app.as(login("admin", password).access());
    assertTrue(
        admin.get("/api/v1/me").body().contains("\"roles\":[\"viewer\",\"editor\",\"admin\"]"));
    String form = user("eve", "editor");
    HttpResponse<String> made = admin.send("POST", "/api/v1/users", form);
    assertEquals(201, made.statusCode());
    assertEquals(Optional.of("/api/v1/users/eve"), made.headers().firstValue("Location"));
    assertEquals(409, admin.send("POST", "/api/v1/users", form).statusCode());
    Http eve = app.as(login("eve", password).access());
    assertTrue(eve.get("/api/v1/me").body().contains("\"name\":\"eve\""));
    String item = "{\"name\":\"Saw\",\"category\":\"tools\"}";
    assertEquals(201, eve.send("POST", "/api/v1/items", item).statusCode());
    assertEquals(403, eve.get("/api/v1/users").statusCode());
    String all = admin.get("/api/v1/users").body();
    assertTrue(all.contains("{\"name\":\"eve\",\"role\":\"editor\""), all);
    assertFalse(all.contains("argon2"), all);
  }

  @Test
  void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() {
    HttpResponse<String> wrong = post("/api/v1/login", form("admin", "wrong"));
    HttpResponse<String> unknown = post("/api/v1/login", form("nobody", "wrong"));
    assertEquals(401, wrong.statusCode());
    assertEquals(wrong.body(), unknown.body());
  }

  @Test
  void whatCannotBeANameIsNobodys() {
    assertEquals(401, post("/api/v1/login", form("a\\u0000b", "wrong")).statusCode());
    assertEquals(401, post("/api/v1/login", form("a\\ud800b", "wrong")).statusCode());
    assertEquals(401, post("/api/v1/login", form("admin", "wr\\u0000ng\\udfff")).statusCode());
    String change = "{\"role\":\"viewer\"}";
    Http admin = app.as(TestTokens.admin());
    assertEquals(404, admin.send("PUT", "/api/v1/users/a%00b", change).statusCode());
    assertEquals(404, admin.send("DELETE", "/api/v1/users/a%00b", "").statusCode());
  }

  @Test
  void anUnknownNameTakesAsManyHashes() {
    login("admin", password);
    // An app that nobody has asked before: the first name isn't slower either.
    try (TestApp fresh = TestApp.start(environment(), Map.of())) {
      assertEquals(1, hashesOf(fresh, "nobody"), "all else takes a few milliseconds");
      assertEquals(1, hashesOf(fresh, "nobody"));
      assertEquals(1, hashesOf(fresh, "admin"));
    }
  }

  private static double hashesOf(TestApp app, String name) {
    // Without a login there may be no such counter yet.
    ToDoubleFunction<MeterRegistry> count =
        metrics ->
            Optional.ofNullable(metrics.find("password.hashes").counter())
                .map(Counter::count)
                .orElse(0.0);
    MeterRegistry metrics = app.bean(MeterRegistry.class);
    double before = count.applyAsDouble(metrics);
    app.anonymous().send("POST", "/api/v1/login", form(name, "wrong"));
    return count.applyAsDouble(metrics) - before;
  }

  @Test
  void aPasswordThatChangesWhileItIsCheckedIsNotEnough() {
    Accounts accounts = app.bean(Accounts.class);
    User checked = accounts.create("slow", "the password before", Role.VIEWER).orElseThrow();
    accounts.change("slow", Optional.of("the password after it"), Optional.empty());
    assertEquals(new Login.Refused(), accounts.begin(checked));
  }

  @Test
  void aRefreshTokenIsGoodForOneUse() {
    Tokens first = login("admin", password);
    Tokens second = tokens(refresh(first.refresh()));
    assertNotEquals(first.refresh(), second.refresh());
    assertEquals(200, app.as(second.access()).get("/api/v1/users").statusCode());
    later();
    // Somebody else has it too: nobody goes on with this login.
    assertEquals(401, refresh(first.refresh()).statusCode());
    assertEquals(401, refresh(second.refresh()).statusCode());
  }

  /** Two tabs ask at the same time, or an answer is lost. */
  @Test
  void atOnceItIsGoodAgain() {
    Tokens first = login("admin", password);
    Tokens one = tokens(refresh(first.refresh()));
    Tokens other = tokens(refresh(first.refresh()));
    later();
    assertEquals(200, refresh(one.refresh()).statusCode());
    assertEquals(200, refresh(other.refresh()).statusCode());
    assertEquals(401, refresh(first.refresh()).statusCode());
  }

  private void later() {
    TestPostgres.execute(database, "UPDATE refresh_tokens SET used_at = used_at - interval '11 s'");
  }

  @Test
  void logoutEndsOneLogin() {
    Tokens one = login("admin", password);
    Tokens other = login("admin", password);
    assertEquals(204, post("/api/v1/logout", refreshForm(one.refresh())).statusCode());
    assertEquals(204, post("/api/v1/logout", refreshForm(one.refresh())).statusCode());
    assertEquals(401, refresh(one.refresh()).statusCode());
    assertEquals(200, refresh(other.refresh()).statusCode());
  }

  @Test
  void aChangeEndsAllLogins() throws IOException {
    Http admin = app.as(TestTokens.admin());
    admin.send("POST", "/api/v1/users", user("sam", "viewer"));
    Tokens before = login("sam", password);
    String path = "/api/v1/users/sam";
    assertEquals(200, admin.send("PUT", path, "{\"role\":\"editor\"}").statusCode());
    assertEquals(401, refresh(before.refresh()).statusCode());
    Tokens after = login("sam", password);
    String me = app.as(after.access()).get("/api/v1/me").body();
    assertTrue(me.contains("\"roles\":[\"viewer\",\"editor\"]"), me);
    assertEquals(204, admin.send("DELETE", path, "").statusCode());
    assertEquals(401, refresh(after.refresh()).statusCode());
    assertEquals(401, post("/api/v1/login", form("sam", password)).statusCode());
  }

  /** The app asks while somebody else's change of the same account isn't done yet. */
  @Test
  void twoChangesAtOnceAreBothThere() throws Exception {
    Accounts accounts = app.bean(Accounts.class);
    accounts.create("ida", "the password before", Role.EDITOR);
    AccountChange change =
        during(
            "UPDATE users SET role = 'VIEWER' WHERE name = 'ida'",
            () -> accounts.change("ida", Optional.of("the password after it"), Optional.empty()));
    assertEquals(Role.VIEWER, done(change).role());
    login("ida", "the password after it");
  }

  @Test
  void theLastAdminStaysOne() throws IOException {
    Map<String, String> own = TestPostgres.migrated("APP_LOCAL_ACCOUNTS", "true");
    try (TestApp other = TestApp.start(own, Map.of())) {
      Http admin = other.as(TestTokens.admin());
      admin.send("POST", "/api/v1/users", user("one", "admin"));
      for (HttpResponse<String> refused :
          List.of(
              admin.send("PUT", "/api/v1/users/one", "{\"role\":\"editor\"}"),
              admin.send("DELETE", "/api/v1/users/one", ""))) {
        assertEquals(409, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("make another one an admin first"), refused.body());
      }
      String same = "{\"role\":\"admin\",\"password\":\"" + password + "\"}";
      assertEquals(200, admin.send("PUT", "/api/v1/users/one", same).statusCode());
      admin.send("POST", "/api/v1/users", user("two", "admin"));
      assertEquals(204, admin.send("DELETE", "/api/v1/users/one", "").statusCode());
      assertEquals(409, admin.send("DELETE", "/api/v1/users/two", "").statusCode());
    }
  }

  @Test
  void ofTwoAdminsThatGoAtOnceOneStays() throws Exception {
    Map<String, String> own = TestPostgres.migrated("APP_LOCAL_ACCOUNTS", "true");
    try (TestApp other = TestApp.start(own, Map.of())) {
      Accounts accounts = other.bean(Accounts.class);
      accounts.create("one", password, Role.ADMIN);
      accounts.create("two", password, Role.ADMIN);
      assertEquals(
          new AccountChange.LastAdmin(),
          during(
              own,
              "UPDATE users SET role = 'VIEWER' WHERE name = 'one'",
              () -> accounts.change("two", Optional.empty(), Optional.of(Role.VIEWER))));
    }
  }

  private AccountChange during(String sql, Supplier<AccountChange> change) throws Exception {
    return during(database, sql, change);
  }

  /** {@code change} begins before what {@code sql} does is committed, and waits for it. */
  private static AccountChange during(
      Map<String, String> database, String sql, Supplier<AccountChange> change) throws Exception {
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(sql);
      CompletableFuture<AccountChange> changed = CompletableFuture.supplyAsync(change);
      Await.until("somebody waits for a lock", () -> changed.isDone() || waiting(database));
      connection.commit();
      return changed.get(10, TimeUnit.SECONDS);
    }
  }

  private static boolean waiting(Map<String, String> database) {
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT 1 FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
      return row.next();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static User done(AccountChange change) {
    return change instanceof AccountChange.Done(User user) ? user : fail("not done: " + change);
  }

  @Test
  void theDatabaseHasOnlyHashes() throws SQLException {
    Tokens tokens = login("admin", password);
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet all =
            statement.executeQuery(
                "SELECT (SELECT string_agg(u::text, '') FROM users u)"
                    + " || (SELECT string_agg(t::text, '') FROM refresh_tokens t)")) {
      assertTrue(all.next());
      assertTrue(all.getString(1).contains("$argon2id$v=19$m=19456,t=2,p=1$"), all.getString(1));
      assertFalse(all.getString(1).contains(password));
      assertFalse(all.getString(1).contains(tokens.refresh()));
    }
  }

  @Test
  void offUnlessSwitchedOn() {
    try (TestApp without = TestApp.start(database, Map.of())) {
      HttpResponse<String> refused =
          without.anonymous().send("POST", "/api/v1/login", form("admin", password));
      assertEquals(404, refused.statusCode());
      assertTrue(refused.body().contains("set APP_LOCAL_ACCOUNTS=true"), refused.body());
    }
  }

  private Tokens login(String name, String secret) {
    return tokens(post("/api/v1/login", form(name, secret)));
  }

  private HttpResponse<String> refresh(String token) {
    return post("/api/v1/refresh", refreshForm(token));
  }

  private HttpResponse<String> post(String path, String body) {
    // All of one trace, which problems name: answers can be compared.
    return anonymous.send("POST", path, body, "traceparent", TRACEPARENT);
  }

  private Tokens tokens(HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    assertEquals(Optional.of("no-store"), response.headers().firstValue("Cache-Control"));
    try {
      JsonNode node = json.readValue(response.body(), JsonNode.class);
      return new Tokens(text(node, "accessToken"), text(node, "refreshToken"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(JsonNode node, String field) {
    return Optional.ofNullable(node.get(field)).orElseThrow().getStringValue();
  }

  private String user(String name, String role) {
    return "{\"name\":\"%s\",\"password\":\"%s\",\"role\":\"%s\"}".formatted(name, password, role);
  }

  private static String form(String name, String secret) {
    return "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, secret);
  }

  private static String refreshForm(String token) {
    return "{\"refreshToken\":\"%s\"}".formatted(token);
  }
}
