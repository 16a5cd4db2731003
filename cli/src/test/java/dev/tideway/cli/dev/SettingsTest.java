package dev.tideway.cli.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void aTakenPortIsRefusedOnlyWhenItWasAskedFor() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      Map<String, String> shell = Map.of("PORT", "" + taken.getLocalPort());
      Failure failure = assertThrows(Failure.class, () -> read(shell).port());
      assertEquals(
          "port " + taken.getLocalPort() + " is taken by another program", failure.getMessage());
      assertTrue(Ports.freeFrom(taken.getLocalPort()) > taken.getLocalPort());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "65536", "http", "999999999999"})
  void aPortThatIsNoneIsRefused(String port) {
    assertThrows(Failure.class, () -> read(Map.of("PORT", port)).port());
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
