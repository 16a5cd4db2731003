package dev.tideway.operator.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What apps become. Each folder is a case: {@code app.yaml} is what the user writes, {@code
 * rollout.yaml}, where there is one, what the rollout asks for, {@code expected.yaml} every child.
 *
 * <p>{@code mvn -pl operator -am test -Dtest=GoldenTest -Dgolden.update=true
 * -Dsurefire.failIfNoSpecifiedTests=false} rewrites what is expected; read the difference before
 * you commit it.
 */
class GoldenTest {
  private static final Path CASES = Path.of("src/test/resources/desired");
  private static final String APP = "app.yaml";
  private static final String ROLLOUT = "rollout.yaml";
  private static final String EXPECTED = "expected.yaml";
  private static final Set<String> KNOWN = Set.of(APP, ROLLOUT, EXPECTED);
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    List<DynamicTest> tests =
        list(CASES).map(f -> DynamicTest.dynamicTest(name(f), () -> check(f))).toList();
    assertTrue(!tests.isEmpty(), "there are cases in " + CASES);
    return tests;
  }

  private static void check(Path folder) throws IOException {
    assertTrue(Files.isDirectory(folder), "every case is a folder");
    assertEquals(Set.of(), unknown(folder), "files that nothing reads");
    Path expected = folder.resolve(EXPECTED);
    String made = Golden.read(folder.resolve(APP), folder.resolve(ROLLOUT)).render();
    if (UPDATE) {
      Files.writeString(expected, made);
    }
    assertTrue(Files.exists(expected), "expected.yaml is missing; write it with golden.update");
    assertEquals(Files.readString(expected), made);
  }

  private static Set<String> unknown(Path folder) throws IOException {
    try (Stream<Path> files = list(folder)) {
      Set<String> names =
          files.map(GoldenTest::name).collect(Collectors.toCollection(TreeSet::new));
      names.removeAll(KNOWN);
      return names;
    }
  }

  private static Stream<Path> list(Path folder) throws IOException {
    return Files.list(folder).sorted();
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
