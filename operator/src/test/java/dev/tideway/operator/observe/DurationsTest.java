package dev.tideway.operator.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          90s,        PT1M30S
          2m,         PT2M
          1h30m,      PT1H30M
          250ms,      PT0.25S
          2d,         PT48H
          1d2h3m4s5ms, PT26H3M4.005S
          0s,         PT0S
          999999d,    PT23999976H
          """)
  void areReadAsTheyAreWritten(String text, Duration expected) {
    assertEquals(expected, Durations.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "m", "1.5h", "-1s", "1w", " 1s", "1s ", "1S"})
  void areRefusedWithAnExample(String text) {
    String words =
        assertThrows(IllegalArgumentException.class, () -> Durations.parse(text)).getMessage();
    assertEquals("not a duration: " + text + "; write it like 90s, 2m or 1h30m", words);
  }
}
