package dev.tideway.cli.appd.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Lint agrees with a kube-apiserver: these are the tables that {@code CrdValidationIT} holds a real
 * one to. The words are compared where they are our own; the apiserver has others for the rest.
 */
class OracleTest {
  private static final Path TABLES = Path.of("../e2e/src/test/resources/crds");
  private static final Path CRDS = Path.of("../crds/src/main/resources/META-INF/tideway");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PATH =
      Pattern.compile("(?:unknown field \")?(spec[\\w.\\[\\]]*)[:\"].*");
  private static final String OURS = ours();

  private final Lint lint = new Lint();

  @TestFactory
  Stream<DynamicTest> refuses() {
    return rows("invalid.yaml").map(row -> dynamicTest(title(row), () -> assertRefused(row)));
  }

  @TestFactory
  Stream<DynamicTest> takes() {
    return rows("valid.yaml")
        .map(row -> dynamicTest(title(row), () -> assertEquals(List.of(), check(row))));
  }

  private void assertRefused(Map<?, ?> row) throws IOException {
    List<Finding> findings = check(row);
    assertTrue(!findings.isEmpty(), "it finds nothing");
    String says = String.valueOf(row.get("says"));
    String words =
        says.replaceFirst("^spec[\\w.\\[\\]]*: [^:]*: ", "").replaceFirst("^\"[^\"]*\": ", "");
    if (isOurs(words)) {
      assertTrue(findings.stream().anyMatch(f -> f.message().contains(words)), findings::toString);
    }
    path(says)
        .ifPresent(
            path ->
                assertTrue(
                    findings.stream().anyMatch(f -> f.path().equals(path)), findings::toString));
  }

  private List<Finding> check(Map<?, ?> row) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", "tideway.dev/v1");
    object.put("kind", row.containsKey("kind") ? row.get("kind") : "AppDeployment");
    object.put("metadata", Map.of("name", row.containsKey("name") ? row.get("name") : "web"));
    if (row.containsKey("spec")) {
      object.put("spec", row.get("spec"));
    }
    return lint.check("case", new StringReader(JSON.writeValueAsString(object))).findings();
  }

  private static Optional<String> path(String says) {
    Matcher path = PATH.matcher(says);
    return path.matches() ? Optional.of(path.group(1)) : Optional.empty();
  }

  // A message may be folded over lines, or be made by an expression.
  private static boolean isOurs(String words) {
    return OURS.contains(words.replaceAll("\\s+", " ")) || words.startsWith("variable ");
  }

  private static String ours() {
    try (Stream<Path> files = Files.list(CRDS)) {
      StringBuilder text = new StringBuilder();
      for (Path file : files.toList()) {
        text.append(Files.readString(file).replace("''", "'").replaceAll("\\s+", " "));
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Map<?, ?>> rows(String table) {
    try (var text = Files.newBufferedReader(TABLES.resolve(table))) {
      List<?> rows = (List<?>) Yaml.read(text).getFirst().value();
      assertTrue(rows.size() > 20, table + " is there");
      return rows.stream().map(row -> (Map<?, ?>) row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String title(Map<?, ?> row) {
    return String.valueOf(row.get("case"));
  }
}
