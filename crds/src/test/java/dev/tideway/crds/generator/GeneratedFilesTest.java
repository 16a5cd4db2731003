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

  private static void check(String path, String expected) throws IOException {
    Path file = ROOT.resolve(path);
    String committed = Files.exists(file) ? Files.readString(file) : "";
    assertEquals(
        expected, committed, () -> path + " is not what the model makes; run: " + Generate.COMMAND);
  }
}
