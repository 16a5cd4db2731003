package dev.tideway.cli.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.processes.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, which end with whoever started them. */
class ChildrenTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void theLastOneEndsFirstAndNoneIsLeft() throws IOException {
    List<String> said = Collections.synchronizedList(new ArrayList<>());
    Children children = new Children(folder.resolve("run"));
    List<Child> all = new ArrayList<>();
    for (String name : List.of("database", "app")) {
      String script =
          "trap 'echo " + name + " ends; exit 0' TERM; echo up; while :; do sleep 0.05; done";
      all.add(children.start(name, new ProcessBuilder("sh", "-c", script), "TERM", said::add));
    }
    while (said.size() < 2) {
      Thread.onSpinWait();
    }
    children.close();
    assertTrue(all.stream().noneMatch(Child::isAlive));
    assertThrows(
        Children.Stopping.class,
        () -> children.start("late", new ProcessBuilder("true"), "TERM", said::add));
  }

  @Test
  void whatAnEndedProgramHasStartedEndsToo() throws Exception {
    Children children = new Children(folder.resolve("run"));
    List<String> said = Collections.synchronizedList(new ArrayList<>());
    Child shell =
        children.start(
            "shell", new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; wait"), "TERM", said::add);
    while (said.isEmpty()) {
      Thread.sleep(5);
    }
    ProcessHandle sleeper = ProcessHandle.of(Long.parseLong(said.getFirst())).orElseThrow();
    children.stop(shell);
    assertTrue(Proc.isGone(sleeper));
  }

  @Test
  void anotherOneEndsWhatWasLeft() throws Exception {
    Path run = folder.resolve("run");
    Child left =
        new Children(run).start("left", new ProcessBuilder("sleep", "60"), "TERM", line -> {});
    // The pid of a stranger: it started at another time.
    Files.writeString(run.resolve("stranger"), ProcessHandle.current().pid() + " 1");
    assertEquals(1, new Children(run).endLeftovers());
    assertTrue(left.awaitEnd(Duration.ofSeconds(5)));
    assertEquals(0, new Children(run).endLeftovers());
  }

  @Test
  void aProgramsOutputAndExitCodeAreTold() throws Exception {
    try (Children children = new Children(folder.resolve("run"))) {
      Children.Ended ended =
          children.run("sh", new ProcessBuilder("sh", "-c", "echo a; echo b >&2; exit 3"));
      assertEquals(new Children.Ended(3, "a\nb"), ended);
    }
  }
}
