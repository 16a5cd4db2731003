package dev.tideway.app.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @TempDir Path folder = Path.of(".");

  @Test
  void aSecretMayBeInAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "in a file\n");
    Settings settings = Settings.read(Map.of("DATABASE_PASSWORD_FILE", file.toString()));
    assertEquals(Optional.of("in a file"), settings.get(Setting.DATABASE_PASSWORD));
    assertEquals(Map.of("DATABASE_PASSWORD", "in a file"), settings.environment());
    assertFalse(settings.toString().contains("in a file"));
  }

  @Test
  void twoWaysAtOnceAreRefused() {
    assertRefused(
        Map.of("DATABASE_PASSWORD", "a", "DATABASE_PASSWORD_FILE", "b"),
        "DATABASE_PASSWORD and DATABASE_PASSWORD_FILE are both set");
  }

  @Test
  void aFileThatIsntThereIsNamed() {
    String missing = folder.resolve("missing").toString();
    assertRefused(
        Map.of("APP_JWT_KEYS_FILE", missing),
        "APP_JWT_KEYS_FILE names " + missing + ", which can't be read (NoSuchFileException)");
  }

  @Test
  void localAccountsSayWhatTheyNeed() {
    assertRefused(Map.of("APP_LOCAL_ACCOUNTS", "yes"), "write true or false");
    assertRefused(Map.of("APP_LOCAL_ACCOUNTS", "true"), "openssl genpkey -algorithm RSA");
    assertRefused(Map.of("APP_LOCAL_ACCOUNTS", "true", "APP_JWT_KEYS", "x"), "set DATABASE_URL to");
  }

  @Test
  void addressesAreWhole() {
    assertRefused(Map.of("APP_PUBLIC_URL", "items.example"), "APP_PUBLIC_URL can't be read");
    assertRefused(Map.of("APP_PUBLIC_URL", "https://a.example/app"), "without a path");
    assertRefused(Map.of("OIDC_ISSUER", "issuer.example"), "OIDC_ISSUER can't be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LOG_LEVEL                          | VERBOSE     | write ERROR, WARN, INFO, DEBUG or TRACE
          LOG_LEVEL                          | OFF         | write ERROR, WARN, INFO, DEBUG or TRACE
          REDIS_URL                          | cache:6379  | write redis://USER:PASSWORD@HOST:6379
          REDIS_TIMEOUT                      | 50          | write a time such as 50ms or 5m
          REDIS_TIMEOUT                      | 0ms         | write a time such as 50ms or 5m
          CACHE_TTL                          | long        | write a time such as 50ms or 5m
          STORAGE_ENDPOINT                   | minio:9000  | write http://HOST:9000
          FILES_MAX_SIZE                     | much        | write a size such as 100MB
          FILES_MEMORY                       | 3GB         | write a size such as 20MB
          FILES_TYPES                        | pdf         | write types such as image/png,application/pdf
          OTEL_EXPORTER_OTLP_ENDPOINT        | tempo:4318  | write http://HOST:4318
          OTEL_EXPORTER_OTLP_TRACES_ENDPOINT | tempo:4318  | write http://HOST:4318/v1/traces
          """)
  void saysWhatToWrite(String name, String value, String words) {
    assertRefused(Map.of(name, value), name + " can't be read: " + words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/html", "image/png, IMAGE/SVG+XML", "application/xml,image/png", "text/xml"})
  void typesThatAreNeverTakenEndTheStart(String types) {
    assertRefused(Map.of("FILES_TYPES", types), "write application/zip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ERROR", "warn", "Info", "DEBUG", "trace", ""})
  void levelsAreTakenInAnyCase(String level) {
    assertDoesNotThrow(() -> Configuration.of(Map.of("LOG_LEVEL", level)));
  }

  private static void assertRefused(Map<String, String> environment, String words) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Configuration.of(environment));
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
  }
}
