package dev.tideway.app.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody is led to somebody else's page by a link to the login. */
class ReturnPathTest {
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
}
