package dev.tideway.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret of the environment is anywhere in what {@code /debug} shows. */
class DebugTest {
  @TempDir Path folder = Path.of(".");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void showsNoSecret(boolean inFiles) throws IOException {
    List<String> secrets = new ArrayList<>();
    Map<String, String> environment = new HashMap<>(everything(secrets));
    if (inFiles) {
      moveToFiles(environment);
    }
    try (TestApp app = TestApp.start(environment, Map.of())) {
      String admin =
          TestTokens.sign(TestTokens.claims("admin").issuer("https://items.example").build());
      HttpResponse<String> debug = app.as(admin).get("/debug");
      assertEquals(200, debug.statusCode(), debug.body());
      for (String secret : secrets) {
        assertFalse(debug.body().contains(secret), debug.body());
      }
      String source = inFiles ? "file" : "environment";
      for (Setting setting : Setting.values()) {
        if (setting.isSecret()) {
          assertShown(debug, setting, "set, not shown", source);
        }
      }
      assertShown(debug, Setting.DATABASE_USER, "not shown: it has a secret in it", "environment");
      assertShown(debug, Setting.OIDC_CLIENT_ID, "tideway", "environment");
      assertShown(debug, Setting.OIDC_ISSUER, "https://issuer.example/people", "environment");
      assertShown(
          debug, Setting.OTEL_EXPORTER_OTLP_ENDPOINT, "http://127.0.0.1:1/v1?…", "environment");
      assertShown(debug, Setting.PORT, "8080", "default");
      assertShown(debug, Setting.CORS_ORIGINS, "", "default");
    }
  }

  @Test
  void everySettingIsInTheExample() throws IOException {
    String example = Files.readString(Path.of(".env.example"));
    List<String> missing =
        Arrays.stream(Setting.values())
            .map(Setting::name)
            .filter(name -> !example.matches("(?s).*\\n#" + name + "(_FILE)?=.*"))
            .toList();
    assertEquals(List.of(), missing);
    // A copy changes nothing by itself: ./tideway dev has values of its own.
    assertEquals(
        List.of(),
        example.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList());
  }

  private static Map<String, String> everything(List<String> secrets) {
    String urlPassword = secret(secrets);
    String databasePassword = secret(secrets);
    String keys = TestTokens.environment().getOrDefault("APP_JWT_KEYS", "");
    keys.lines().filter(line -> !line.startsWith("-----")).forEach(secrets::add);
    Map<String, String> environment = new HashMap<>();
    // A port that nothing listens on: the app starts without its database.
    environment.put("DATABASE_URL", "postgresql://app:" + urlPassword + "@127.0.0.1:1/items");
    environment.put("DATABASE_USER", "app-" + databasePassword);
    environment.put("DATABASE_PASSWORD", databasePassword);
    environment.put("REDIS_URL", "redis://app:" + secret(secrets) + "@127.0.0.1:1");
    environment.put("REDIS_PASSWORD", secret(secrets));
    environment.put("STORAGE_URL", "file:///" + secret(secrets));
    environment.put("AWS_SECRET_ACCESS_KEY", secret(secrets));
    environment.put("AWS_SESSION_TOKEN", secret(secrets));
    environment.put("AZURE_CLIENT_SECRET", secret(secrets));
    environment.put("OTEL_EXPORTER_OTLP_HEADERS", "api-key=" + secret(secrets));
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1/v1?key=" + secret(secrets));
    environment.put("APP_JWT_KEYS", keys);
    environment.put("APP_PUBLIC_URL", "https://items.example");
    environment.put("APP_LOCAL_ACCOUNTS", "true");
    environment.put("APP_ADMIN_PASSWORD", secret(secrets));
    environment.put("OIDC_ISSUER", "https://me:" + secret(secrets) + "@issuer.example/people");
    environment.put("OIDC_CLIENT_ID", "tideway");
    environment.put("OIDC_CLIENT_SECRET", secret(secrets));
    environment.put("SOME_OTHER_TOKEN", secret(secrets));
    return environment;
  }

  private void moveToFiles(Map<String, String> environment) throws IOException {
    for (Setting setting : Setting.values()) {
      if (setting.isSecret()) {
        Path file = folder.resolve(setting.name());
        Files.writeString(file, environment.remove(setting.name()) + "\n");
        environment.put(setting.file(), file.toString());
      }
    }
  }

  private static void assertShown(
      HttpResponse<String> debug, Setting setting, String value, String source) {
    String line =
        "{\"name\":\"%s\",\"value\":\"%s\",\"source\":\"%s\"}"
            .formatted(setting.name(), value, source);
    assertTrue(debug.body().contains(line), line + " is not in " + debug.body());
  }

  private static String secret(List<String> secrets) {
    String secret = UUID.randomUUID().toString();
    secrets.add(secret);
    return secret;
  }
}
