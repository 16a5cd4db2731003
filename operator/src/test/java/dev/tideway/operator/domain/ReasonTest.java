package dev.tideway.operator.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A reason that people meet in a status has a section that they can look up. */
class ReasonTest {
  private static final Path PAGE = Path.of("../docs/troubleshooting.md");
  private static final String SECTION = "### ";

  @Test
  void everyReasonIsExplained() throws IOException {
    assertEquals(reasons(), sections());
  }

  private static List<String> reasons() {
    return Arrays.stream(Reason.values()).map(Reason::name).toList();
  }

  /** In the order of the page, which is that of the enum. */
  private static List<String> sections() throws IOException {
    try (Stream<String> lines = Files.lines(PAGE)) {
      return lines
          .filter(line -> line.startsWith(SECTION))
          .map(line -> line.substring(SECTION.length()))
          .toList();
    }
  }
}
