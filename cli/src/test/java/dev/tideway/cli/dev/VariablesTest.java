package dev.tideway.cli.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A=s | A=f | A=d | {A=s}",
        "    | A=f | A=d | {A=f}",
        "    |     | A=d | {A=d}",
        "A=s |     |     | {A=s}",
        // A blank is no value.
        "A=  | A=f |     | {A=f}",
        // A secret's file and the secret are one.
        "A=s | A_FILE=f | A_FILE=d | {A=s}",
        "A_FILE=s | A=f | A=d | {A_FILE=s}",
        "    | A_FILE=f | A=d | {A_FILE=f}",
        // What is no secret is read from no file.
        "    | PORT_FILE=f | PORT=d | {PORT=d, PORT_FILE=f}",
      })
  void theStrongerWins(String shell, String file, String chosen, String all) {
    Variables variables = Variables.of(map(shell), map(file)).or(map(chosen));
    assertEquals(all, new TreeMap<>(variables.all()).toString());
  }

  @Test
  void aFileCountsAsSet() {
    assertEquals(true, new Variables(Map.of("A_FILE", "f")).has("A"));
    assertFalse(new Variables(Map.of("A", " ")).has("A"));
  }

  @Test
  void aFileOfWhatIsNoSecretIsPointedOut() {
    Variables variables =
        new Variables(Map.of("PORT_FILE", "f", "HOST_FILE", " ", "DATABASE_URL_FILE", "f"));
    assertFalse(variables.has("PORT"));
    assertEquals(List.of("PORT_FILE"), variables.uselessFiles());
  }

  @Test
  void whatIsLeftOutIsUnset() {
    Variables variables = new Variables(Map.of("A", "s", "B", "s")).without(List.of("A", "C"));
    assertEquals(Map.of("B", "s"), variables.all());
  }

  @Test
  void printsNoValue() {
    assertFalse(new Variables(Map.of("A", "s3cret")).toString().contains("s3cret"));
  }

  @Test
  void findsSlips() {
    List<String> known = List.of("DATABASE_URL", "PORT", "APP_JWT_KEYS_FILE");
    assertEquals(
        Map.of("DATABSE_URL", "DATABASE_URL"),
        Variables.slips(Set.of("DATABSE_URL", "PORT", "APP_JWT_KEYS", "MY_OWN"), known));
  }

  private static Map<String, String> map(String text) {
    return Optional.ofNullable(text)
        .map(t -> t.split("=", 2))
        .map(t -> Map.of(t[0], t[1]))
        .orElse(Map.of());
  }
}
