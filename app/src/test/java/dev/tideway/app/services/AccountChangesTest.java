package dev.tideway.app.services;

import static dev.tideway.app.services.Logins.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tideway.app.Await;
import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.models.Role;
import dev.tideway.app.models.User;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Changes of accounts at the same time, and those that would leave no admin. Each test has a
 * database of its own.
 */
class AccountChangesTest {
  private static final String PASSWORD = UUID.randomUUID().toString();

  private final Map<String, String> database = TestPostgres.migrated("APP_LOCAL_ACCOUNTS", "true");
  private final TestApp app = TestApp.start(database, Map.of());

  @AfterEach
  void stop() {
    app.close();
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
    new Logins(app).login("ida", "the password after it");
  }

  @Test
  void theLastAdminStaysOne() throws IOException {
    Http admin = app.as(TestTokens.admin());
    admin.send("POST", "/api/v1/users", user("one", PASSWORD, "admin"));
    for (HttpResponse<String> refused :
        List.of(
            admin.send("PUT", "/api/v1/users/one", "{\"role\":\"editor\"}"),
            admin.send("DELETE", "/api/v1/users/one", ""))) {
      assertEquals(409, refused.statusCode(), refused.body());
      assertTrue(refused.body().contains("make another one an admin first"), refused.body());
    }
    String same = "{\"role\":\"admin\",\"password\":\"" + PASSWORD + "\"}";
    assertEquals(200, admin.send("PUT", "/api/v1/users/one", same).statusCode());
    admin.send("POST", "/api/v1/users", user("two", PASSWORD, "admin"));
    assertEquals(204, admin.send("DELETE", "/api/v1/users/one", "").statusCode());
    assertEquals(409, admin.send("DELETE", "/api/v1/users/two", "").statusCode());
  }

  @Test
  void ofTwoAdminsThatGoAtOnceOneStays() throws Exception {
    Accounts accounts = app.bean(Accounts.class);
    accounts.create("one", PASSWORD, Role.ADMIN);
    accounts.create("two", PASSWORD, Role.ADMIN);
    assertEquals(
        new AccountChange.LastAdmin(),
        during(
            "UPDATE users SET role = 'VIEWER' WHERE name = 'one'",
            () -> accounts.change("two", Optional.empty(), Optional.of(Role.VIEWER))));
  }

  /** {@code change} begins before what {@code sql} does is committed, and waits for it. */
  private AccountChange during(String sql, Supplier<AccountChange> change) throws Exception {
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(sql);
      CompletableFuture<AccountChange> changed = CompletableFuture.supplyAsync(change);
      Await.until("somebody waits for a lock", () -> changed.isDone() || waiting());
      connection.commit();
      return changed.get(10, TimeUnit.SECONDS);
    }
  }

  private boolean waiting() {
    String locked = "datname = current_database() AND wait_event_type = 'Lock'";
    return TestPostgres.count(database, "pg_stat_activity WHERE " + locked) > 0;
  }

  private static User done(AccountChange change) {
    return change instanceof AccountChange.Done(User user) ? user : fail("not done: " + change);
  }
}
