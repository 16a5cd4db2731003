package dev.tideway.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: started, found again, ended, and never mistaken for another. */
class ProcessesTest {
  private static final Component SLEEPER =
      Component.onHost("sleeper", List.of("sh", "-c", "echo hello; exec sleep 60"));

  @TempDir private Path folder = Path.of("");
  private Processes processes = new Processes(layout(Path.of("")));

  @BeforeEach
  void make() {
    processes = new Processes(layout(folder));
  }

  @AfterEach
  void end() {
    processes.names().forEach(processes::kill);
  }

  @Test
  void isFoundByAnotherProgram() throws IOException {
    processes.start(SLEEPER, Optional.empty());
    Processes other = new Processes(layout(folder));
    assertEquals(List.of("sleeper"), other.names());
    assertEquals(processes.find("sleeper"), other.find("sleeper"));
    assertTrue(other.find("sleeper").isPresent());
  }

  @Test
  void twiceIsOnce() throws IOException {
    processes.start(SLEEPER, Optional.empty());
    Optional<ProcessHandle> first = processes.find("sleeper");
    processes.start(SLEEPER, Optional.empty());
    assertEquals(first, processes.find("sleeper"));
  }

  @Test
  void stopsAndIsForgotten() throws IOException {
    processes.start(SLEEPER, Optional.empty());
    ProcessHandle process = processes.find("sleeper").orElseThrow();
    processes.stop("sleeper");
    assertFalse(process.isAlive());
    assertEquals(List.of(), processes.names());
  }

  @Test
  void aStrangerWithTheSamePidIsLeftAlone() throws IOException {
    Files.createDirectories(folder.resolve("run"));
    long own = ProcessHandle.current().pid();
    Files.writeString(folder.resolve("run/sleeper"), own + " 1");
    assertEquals(Optional.empty(), processes.find("sleeper"));
    processes.kill("sleeper");
    assertTrue(ProcessHandle.current().isAlive());
  }

  @Test
  void aBrokenPidFileIsNoProcess() throws IOException {
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("run/sleeper"), "");
    assertEquals(Optional.empty(), processes.find("sleeper"));
    processes.kill("sleeper");
    assertEquals(List.of(), processes.names());
  }

  @Test
  void whoEndedTooSoonIsQuoted() throws IOException {
    processes.start(
        Component.onHost("broken", List.of("sh", "-c", "echo no such flag; exit 1")),
        Optional.empty());
    Failure failure =
        assertThrows(Failure.class, () -> Waiting.until("never", () -> false, processes, "broken"));
    assertTrue(String.valueOf(failure.getMessage()).contains("no such flag"), failure::getMessage);
    assertTrue(failure.remedy().contains("./tideway logs broken"), failure::remedy);
  }

  private static Layout layout(Path folder) {
    return new Layout("test", folder, 0, false, 1, 2, 3, 4);
  }
}
