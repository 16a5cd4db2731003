package dev.tideway.cli.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.cli.console.Style;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs say, as it is shown. */
class LinesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not JSON | not JSON",
        "{\"a\":1} | {\"a\":1}",
        "{\"time\":\"2026-11-25T08:00:01.5Z\",\"level\":\"INFO\",\"logger\":\"l\",\"message\":\"m\"}"
            + " | 08:00:01 INFO  m",
        "{\"time\":\"2026-11-25T08:00:01Z\",\"level\":\"INFO\",\"message\":\"ready\",\"port\":8080}"
            + " | 08:00:01 INFO  ready  port=8080",
        "{\"time\":\"2026-11-25T08:00:01Z\",\"level\":\"INFO\",\"message\":\"request\",\"method\":\"GET\",\"path\":\"/\",\"status\":200,\"duration_ms\":1.2}"
            + " | 08:00:01 INFO  GET / 200 1.2 ms",
      })
  void ofTheApp(String line, String shown) {
    assertEquals(shown, AppLine.of(line, ZoneOffset.UTC, new Style(false, false)).text());
  }

  @Test
  void whyTheAppDoesNotStart() {
    AppLine line =
        AppLine.of(
            "{\"level\":\"ERROR\",\"message\":\"could not start: PORT can't be read: write a"
                + " number\"}",
            ZoneOffset.UTC,
            new Style(false, false));
    assertEquals(Optional.of("PORT can't be read: write a number"), line.couldNotStart());
  }

  @Test
  void ofTheCompiler() {
    String output =
        """
        [ERROR] COMPILATION ERROR :
        [ERROR] /repo/app/src/main/java/A.java:[12,5] cannot find symbol
        [ERROR] /repo/app/src/main/java/B.java:[35] class expected
        [INFO] 1 error
        [ERROR] Failed to execute goal
        [ERROR] /repo/app/src/main/java/A.java:[12,5] cannot find symbol
        """;
    assertEquals(
        "app/src/main/java/A.java:12:5: cannot find symbol\n"
            + "app/src/main/java/B.java:35: class expected",
        Compiler.why(Path.of("/repo"), output));
    assertEquals(
        "no pom\nat all",
        Compiler.why(Path.of("/repo"), "Picked up JAVA_TOOL_OPTIONS: -X\nno pom\nat all\n"));
  }
}
