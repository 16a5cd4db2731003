package dev.tideway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.app.database.TestPostgres;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How often logging in, and staying so, asks the database; a token is verified without it. */
class AccountStatementsTest {
  private static final Pattern REFRESH = Pattern.compile("\"refreshToken\":\"([^\"]+)\"");

  @Test
  void costs() {
    String password = UUID.randomUUID().toString();
    Map<String, String> environment = new HashMap<>(TestPostgres.migrated());
    environment.put("APP_LOCAL_ACCOUNTS", "true");
    environment.put("APP_ADMIN_PASSWORD", password);
    try (TestApp app = TestApp.start(environment, Map.of(Statements.PROPERTY, "true"))) {
      Http http = app.anonymous();
      Http admin = app.as(TestTokens.admin());
      String login = "{\"name\":\"admin\",\"password\":\"" + password + "\"}";
      String wrong = "{\"name\":\"admin\",\"password\":\"wrong\"}";
      http.send("POST", "/api/v1/login", login);
      assertCosts(3, app, () -> http.send("POST", "/api/v1/login", login));
      assertCosts(1, app, () -> http.send("POST", "/api/v1/login", wrong));
      String first = "{" + refresh(http.send("POST", "/api/v1/login", login)) + "}";
      assertCosts(4, app, () -> http.send("POST", "/api/v1/refresh", first));
      assertCosts(2, app, () -> http.send("POST", "/api/v1/logout", first));
      assertCosts(1, app, () -> http.send("POST", "/api/v1/logout", first));
      assertCosts(0, app, () -> admin.get("/api/v1/me"));
      assertCosts(1, app, () -> admin.get("/api/v1/users"));
    }
  }

  private static void assertCosts(
      int expected, TestApp app, Supplier<HttpResponse<String>> request) {
    Statements statements = app.bean(Statements.class);
    statements.forget();
    HttpResponse<String> response = request.get();
    assertEquals(expected, statements.seen().size(), response + ": " + statements.seen());
  }

  private static String refresh(HttpResponse<String> response) {
    Matcher matcher = REFRESH.matcher(response.body());
    if (!matcher.find()) {
      throw new AssertionError(response.body());
    }
    return matcher.group();
  }
}
