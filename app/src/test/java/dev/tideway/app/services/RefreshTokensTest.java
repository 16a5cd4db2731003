package dev.tideway.app.services;

import static dev.tideway.app.services.Logins.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.services.Logins.Tokens;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Logins that go on, and what ends them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefreshTokensTest {
  private static final String PASSWORD = UUID.randomUUID().toString();

  private final Map<String, String> database =
      TestPostgres.migrated("APP_LOCAL_ACCOUNTS", "true", "APP_ADMIN_PASSWORD", PASSWORD);
  private final TestApp app = TestApp.start(database, Map.of());
  private final Logins logins = new Logins(app);

  @AfterAll
  void stop() {
    app.close();
  }

  @Test
  void aRefreshTokenIsGoodForOneUse() {
    Tokens first = logins.login("admin", PASSWORD);
    Tokens second = logins.refreshed(first.refresh());
    assertNotEquals(first.refresh(), second.refresh());
    assertEquals(200, app.as(second.access()).get("/api/v1/users").statusCode());
    later();
    // Somebody else has it too: nobody goes on with this login.
    assertEquals(401, logins.refresh(first.refresh()).statusCode());
    assertEquals(401, logins.refresh(second.refresh()).statusCode());
  }

  /** Two tabs ask at the same time, or an answer is lost. */
  @Test
  void atOnceItIsGoodAgain() {
    Tokens first = logins.login("admin", PASSWORD);
    Tokens one = logins.refreshed(first.refresh());
    Tokens other = logins.refreshed(first.refresh());
    later();
    assertEquals(200, logins.refresh(one.refresh()).statusCode());
    assertEquals(200, logins.refresh(other.refresh()).statusCode());
    assertEquals(401, logins.refresh(first.refresh()).statusCode());
  }

  private void later() {
    TestPostgres.execute(database, "UPDATE refresh_tokens SET used_at = used_at - interval '11 s'");
  }

  @Test
  void logoutEndsOneLogin() {
    Tokens one = logins.login("admin", PASSWORD);
    Tokens other = logins.login("admin", PASSWORD);
    assertEquals(204, logins.logout(one.refresh()).statusCode());
    assertEquals(204, logins.logout(one.refresh()).statusCode());
    assertEquals(401, logins.refresh(one.refresh()).statusCode());
    assertEquals(200, logins.refresh(other.refresh()).statusCode());
  }

  @Test
  void aChangeEndsAllLogins() throws IOException {
    Http admin = app.as(TestTokens.admin());
    admin.send("POST", "/api/v1/users", user("sam", PASSWORD, "viewer"));
    Tokens before = logins.login("sam", PASSWORD);
    String path = "/api/v1/users/sam";
    assertEquals(200, admin.send("PUT", path, "{\"role\":\"editor\"}").statusCode());
    assertEquals(401, logins.refresh(before.refresh()).statusCode());
    Tokens after = logins.login("sam", PASSWORD);
    String me = app.as(after.access()).get("/api/v1/me").body();
    assertTrue(me.contains("\"roles\":[\"viewer\",\"editor\"]"), me);
    assertEquals(204, admin.send("DELETE", path, "").statusCode());
    assertEquals(401, logins.refresh(after.refresh()).statusCode());
    assertEquals(401, logins.attempt("sam", PASSWORD).statusCode());
  }
}
