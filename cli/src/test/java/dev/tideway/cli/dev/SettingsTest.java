package dev.tideway.cli.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @TempDir private Path repository = Path.of("");

  @Test
  void theAppsFileComesBeforeTheRootsAndTheShellBeforeBoth() throws IOException {
    write(".env", "A=root\nB=root\n");
    assertEquals(Optional.of("root"), read(Map.of()).variables().get("A"));
    assertEquals(repository, read(Map.of()).folder());
    write("app/.env", "A=app\n");
    Settings settings = read(Map.of("B", "shell"));
    assertEquals("app/.env", settings.file());
    assertEquals(repository.resolve("app"), settings.folder());
    assertEquals(Map.of("A", "app", "B", "shell"), settings.variables().all());
    assertEquals(Map.of("A", "shell"), read(Map.of("A", "shell")).variables().all());
  }

  @Test
  void aSlipIsNoted() throws IOException {
    write("app/.env.example", "# PORT=1 is words\nPORT=8080\n#DATABASE_URL=x\n");
    write("app/.env", "DATABSE_URL=s3cret\nPORT=1\n");
    String notes = read(Map.of()).notes().toString();
    assertTrue(notes.contains("did you mean DATABASE_URL?"), notes);
    assertEquals(2, read(Map.of()).notes().size(), notes);
  }

  @Test
  void aFileForWhatIsNoSecretIsNoted() throws IOException {
    write("app/.env", "PORT_FILE=port.txt\n");
    Settings settings = read(Map.of());
    assertTrue(settings.notes().getLast().startsWith("PORT_FILE does nothing"));
    assertEquals(8080, settings.port(8080, port -> true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # PORT | from | taken     | it is
          -      | 8080 | none      | 8080
          -      | 8080 | 8080 8081 | 8082
          -      | 8085 | none      | 8085
          9000   | 8080 | 8080      | 9000
          9000   | 8080 | 9000      | port 9000 is taken by another program
          -      | 65535 | 65535    | no port from 65535 on is free
          0      | 8080 | none      | PORT can't be read
          -1     | 8080 | none      | PORT can't be read
          65536  | 8080 | none      | PORT can't be read
          http   | 8080 | none      | PORT can't be read
          999999999999 | 8080 | none | PORT can't be read
          """)
  void thePortIsTheOneAskedForOrTheNextFreeOne(
      @Nullable String asked, int from, String taken, String result) throws IOException {
    Settings settings = read(asked == null ? Map.of() : Map.of("PORT", asked));
    List<String> others = List.of(taken.split(" ", -1));
    assertEquals(result, port(settings, from, others));
  }

  private static String port(Settings settings, int from, List<String> taken) {
    try {
      return "" + settings.port(from, port -> !taken.contains("" + port));
    } catch (Failure failure) {
      assertFalse(failure.remedy().isBlank());
      return String.valueOf(failure.getMessage());
    }
  }

  @Test
  void aPortThatSomebodyListensOnIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertFalse(Ports.isFree(taken.getLocalPort()));
      assertTrue(Ports.freeFrom(taken.getLocalPort()) > taken.getLocalPort());
    }
  }

  private Settings read(Map<String, String> shell) throws IOException {
    return Settings.read(repository, shell);
  }

  private void write(String name, String text) throws IOException {
    Path file = repository.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
