package dev.tideway.app.services;

import static dev.tideway.app.services.Logins.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.models.Role;
import dev.tideway.app.models.User;
import dev.tideway.app.services.Logins.Tokens;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Local accounts: who logs in, and what nobody learns of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsTest {
  private final String password = UUID.randomUUID().toString();
  private final Map<String, String> database = TestPostgres.migrated();
  private final TestApp app = TestApp.start(environment(), Map.of());
  private final Logins logins = new Logins(app);

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

  @Test
  void theFirstAdminMakesTheOthers() throws IOException {
    Http admin = app.as(logins.login("admin", password).access());
    assertTrue(
        admin.get("/api/v1/me").body().contains("\"roles\":[\"viewer\",\"editor\",\"admin\"]"));
    String form = user("eve", password, "editor");
    HttpResponse<String> made = admin.send("POST", "/api/v1/users", form);
    assertEquals(201, made.statusCode());
    assertEquals(Optional.of("/api/v1/users/eve"), made.headers().firstValue("Location"));
    assertEquals(409, admin.send("POST", "/api/v1/users", form).statusCode());
    Http eve = app.as(logins.login("eve", password).access());
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
    HttpResponse<String> wrong = logins.attempt("admin", "wrong");
    HttpResponse<String> unknown = logins.attempt("nobody", "wrong");
    assertEquals(401, wrong.statusCode());
    assertEquals(wrong.body(), unknown.body());
  }

  @Test
  void whatCannotBeANameIsNobodys() {
    assertEquals(401, logins.attempt("a\\u0000b", "wrong").statusCode());
    assertEquals(401, logins.attempt("a\\ud800b", "wrong").statusCode());
    assertEquals(401, logins.attempt("admin", "wr\\u0000ng\\udfff").statusCode());
    String change = "{\"role\":\"viewer\"}";
    Http admin = app.as(TestTokens.admin());
    assertEquals(404, admin.send("PUT", "/api/v1/users/a%00b", change).statusCode());
    assertEquals(404, admin.send("DELETE", "/api/v1/users/a%00b", "").statusCode());
  }

  @Test
  void anUnknownNameTakesAsManyHashes() {
    logins.login("admin", password);
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
    new Logins(app).attempt(name, "wrong");
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
  void theDatabaseHasOnlyHashes() throws SQLException {
    Tokens tokens = logins.login("admin", password);
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
      HttpResponse<String> refused = new Logins(without).attempt("admin", password);
      assertEquals(404, refused.statusCode());
      assertTrue(refused.body().contains("set APP_LOCAL_ACCOUNTS=true"), refused.body());
    }
  }
}
