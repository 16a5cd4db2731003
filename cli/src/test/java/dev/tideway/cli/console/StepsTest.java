package dev.tideway.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepsTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Steps steps =
      new Steps(new PrintStream(bytes, true, StandardCharsets.UTF_8), new Style(false, false));

  @Test
  void aStepThatEndsWellShowsItsWords() {
    steps.run("node", progress -> "ready");
    assertTrue(printed().matches("✓ node +ready +0\\.\\d s\\n"), this::printed);
  }

  @Test
  void aStepThatFailsShowsHowFarItCame() {
    Failure failure =
        assertThrows(
            Failure.class,
            () ->
                steps.run(
                    "node",
                    progress -> {
                      progress.at("waiting for containerd");
                      throw new Failure("it ended", "look into its log");
                    }));
    assertEquals("look into its log", failure.remedy());
    assertTrue(printed().startsWith("✗ node             waiting for containerd"), this::printed);
  }

  @Test
  void longWordsKeepTheColumns() {
    steps.run("node", progress -> "x".repeat(100));
    assertEquals(1 + 1 + 16 + 1 + 58 + 1 + 8, printed().strip().length());
  }

  @Test
  void coloursAreForTerminals() {
    assertEquals(new Style(false, false), Style.detect(Map.of("TERM", "dumb")));
    assertEquals("plain", new Style(false, false).good("plain"));
    assertEquals("\033[32mgreen\033[0m", new Style(true, true).good("green"));
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
