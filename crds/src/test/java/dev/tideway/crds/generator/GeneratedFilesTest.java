package dev.tideway.crds.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is committed is what the model makes. */
class GeneratedFilesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TestFactory
  Stream<DynamicTest> isUpToDate() throws IOException {
    return Generate.files(ROOT).entrySet().stream()
        .map(file -> dynamicTest(file.getKey(), () -> check(file.getKey(), file.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> readsTheSameInTheYamlOfKubectl() throws IOException {
    return Generate.files(ROOT).entrySet().stream()
        .filter(file -> file.getKey().endsWith(".yaml"))
        .map(file -> dynamicTest(file.getKey(), () -> compare(file.getValue())));
  }

  private static void compare(String text) {
    Object read = new org.yaml.snakeyaml.Yaml().load(text); // YAML 1.1
    assertEquals(Yaml.parse(text), read);
  }

  private static void check(String path, String expected) throws IOException {
    Path file = ROOT.resolve(path);
    String committed = Files.exists(file) ? Files.readString(file) : "";
    assertEquals(
        expected, committed, () -> path + " is not what the model makes; run: " + Generate.COMMAND);
  }
}
