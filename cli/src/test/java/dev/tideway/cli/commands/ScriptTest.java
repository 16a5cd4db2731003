package dev.tideway.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.cli.Folders;
import dev.tideway.cli.cluster.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script at the root: which commands build, by a Maven and a Java that only say so. */
class ScriptTest {
  @TempDir private Path home = Path.of("");

  @BeforeEach
  void checkout() throws IOException {
    Path repository = Folders.repository();
    for (String file : List.of("tideway", "cli/bin/jdk.sh")) {
      Path copy = home.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(repository.resolve(file), copy);
    }
    script("bin/mvn", "echo built >\"$HOME/said\"");
    script("jdk/bin/javac", "");
    script("jdk/bin/java", "echo ran >>\"$HOME/said\"");
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "up --full", "--name status dev", "--name=x programs"})
  void builds(String command) throws IOException, InterruptedException {
    Files.createDirectories(home.resolve("cli/target/lib"));
    assertEquals("built\nran\n", said(command));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--help",
        "help up",
        "up --help",
        "backup list",
        "kubectl get up",
        "--name dev status",
        "nonsense",
        "--name",
      })
  void needsNoBuild(String command) throws IOException, InterruptedException {
    Files.createDirectories(home.resolve("cli/target/lib"));
    assertEquals("ran\n", said(command));
  }

  @Test
  void buildsWhereNothingIsBuilt() throws IOException, InterruptedException {
    assertEquals("built\nran\n", said("status"));
  }

  private String said(String command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("bash", home.resolve("tideway").toString()));
    if (!command.isEmpty()) {
      words.addAll(List.of(command.split(" ")));
    }
    ProcessBuilder program = new ProcessBuilder(words).redirectErrorStream(true);
    program.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
    program.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    program.environment().put("HOME", home.toString());
    Shell.Result result = Shell.run(program);
    assertEquals(0, result.code(), result.output());
    return Files.readString(home.resolve("said"));
  }

  private void script(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
