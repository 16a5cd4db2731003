package dev.tideway.app.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://db/shop                            |   |   | jdbc:postgresql://db:5432/shop                 |   |
          postgres://me@db:6432/shop                      |   |   | jdbc:postgresql://db:6432/shop                 | me |
          jdbc:postgresql://db/shop?sslmode=verify-full   |   |   | jdbc:postgresql://db:5432/shop?sslmode=verify-full |   |
          postgresql://me:p%40s+s@db/shop                 |   |   | jdbc:postgresql://db:5432/shop                 | me | p@s+s
          postgresql://me:@db/shop                        |   |   | jdbc:postgresql://db:5432/shop                 | me | ''
          postgresql://me:old@db/shop                     | you | new | jdbc:postgresql://db:5432/shop             | you | new
          postgresql://[::1]:5432/shop                    |   |   | jdbc:postgresql://[::1]:5432/shop              |   |
          """)
  void reads(
      String url,
      @Nullable String user,
      @Nullable String password,
      String jdbc,
      @Nullable String expectedUser,
      @Nullable String expectedPassword) {
    Map<String, String> environment = new HashMap<>(Map.of("DATABASE_URL", url));
    Optional.ofNullable(user).ifPresent(value -> environment.put("DATABASE_USER", value));
    Optional.ofNullable(password).ifPresent(value -> environment.put("DATABASE_PASSWORD", value));
    DatabaseUrl read = DatabaseUrl.from(environment).orElseThrow();
    assertEquals(jdbc, read.jdbc());
    assertEquals(Optional.ofNullable(expectedUser), read.user());
    assertEquals(Optional.ofNullable(expectedPassword), read.password());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop",
        "db:5432/shop",
        "mysql://db/shop",
        "postgresql://db",
        "postgresql://db/",
        "postgresql:///shop",
        "postgresql://me:a b@db/shop",
        "postgresql://me:100%@db/shop"
      })
  void refusesWithTheShape(String url) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> DatabaseUrl.from(Map.of("DATABASE_URL", url)));
    assertEquals(
        "DATABASE_URL can't be read: write postgresql://USER:PASSWORD@HOST:5432/DATABASE, with"
            + " special characters as %XX",
        e.getMessage());
    assertEquals(null, e.getCause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void blankMeansNone(String url) {
    assertEquals(Optional.empty(), DatabaseUrl.from(Map.of("DATABASE_URL", url)));
    assertEquals(Optional.empty(), DatabaseUrl.from(Map.of()));
  }

  @Test
  void showsNoPassword() {
    String password = UUID.randomUUID().toString();
    String url = "postgresql://me:" + password + "@db/shop";
    DatabaseUrl read = DatabaseUrl.from(Map.of("DATABASE_URL", url)).orElseThrow();
    assertFalse((read + read.jdbc() + read.place()).contains(password));
  }
}
