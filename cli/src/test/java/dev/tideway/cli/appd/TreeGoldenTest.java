package dev.tideway.cli.appd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideway.cli.appd.kubectl.Query;
import dev.tideway.cli.appd.lint.Lint;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@code get} shows. Each folder is a case: {@code cluster.yaml} is the app and its pods,
 * {@code expected.txt} the tree of it.
 *
 * <p>{@code mvn -pl cli -am test -Dtest=TreeGoldenTest -Dgolden.update=true
 * -Dsurefire.failIfNoSpecifiedTests=false} rewrites what is expected; read the difference before
 * you commit it.
 */
class TreeGoldenTest {
  private static final Path CASES = Path.of("src/test/resources/appd/tree");
  private static final String CLUSTER = "cluster.yaml";
  private static final String EXPECTED = "expected.txt";
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      List<DynamicTest> tests =
          folders
              .sorted()
              .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)))
              .toList();
      assertTrue(!tests.isEmpty(), "there are cases in " + CASES);
      return tests;
    }
  }

  private static void check(Path folder) throws IOException {
    assertEquals(new TreeSet<>(Set.of(CLUSTER, EXPECTED)), files(folder), "files of the case");
    String text = Files.readString(folder.resolve(CLUSTER));
    // Fields that the API doesn't have would show what no cluster can.
    assertEquals(List.of(), new Lint().check(CLUSTER, new StringReader(text)).findings());
    Terminal terminal = new Terminal(cluster(text));
    assertEquals(0, terminal.run("get", "web"));
    Path expected = folder.resolve(EXPECTED);
    if (UPDATE) {
      Files.writeString(expected, terminal.printed());
    }
    assertEquals(Files.readString(expected), terminal.printed());
  }

  private static FakeTransport cluster(String text) throws IOException {
    FakeTransport cluster = new FakeTransport();
    ObjectMapper json = new ObjectMapper();
    for (Object document : new org.yaml.snakeyaml.Yaml().loadAll(text)) {
      boolean app = "AppDeployment".equals(((Map<?, ?>) document).get("kind"));
      cluster.with(app ? Query.APPS : Query.PODS, json.writeValueAsString(document));
    }
    return cluster;
  }

  private static Set<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> names =
          files.map(f -> f.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
      if (UPDATE) {
        names.add(EXPECTED);
      }
      return names;
    }
  }
}
