package dev.tideway.cli.appd.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where it finds something, and in which words. What it finds is OracleTest's. */
class LintTest {
  private static final String HEAD =
      "apiVersion: tideway.dev/v1\nkind: AppDeployment\nmetadata: {name: web}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spec: {image: a, replica: 2}          | a.yaml:4: spec.replica: there is no such field;"
            + " did you mean replicas?",
        "spec: {image: a, replicas: two}       | a.yaml:4: spec.replicas: write a whole number, and"
            + " not the text two",
        "spec: {image: 1.5}                    | a.yaml:4: spec.image: write a text, and not the"
            + " value 1.5; put it in quotation marks",
        "spec: {image: a, config: {env: {A: on}}} | a.yaml:4: spec.config.env.A: write a text, and"
            + " not the value true; put it in quotation marks",
        "spec: {image: a, replicas: -1}        | a.yaml:4: spec.replicas: write 0 or more, and not"
            + " -1",
        "spec: {image: a, strategy: {type: canary}} | a.yaml:4: spec.strategy.type: write one of"
            + " BlueGreen, Canary, RollingUpdate, and not canary; did you mean Canary?",
        "spec: {image: a, command: [null]} | a.yaml:4: spec.command[0]: write a text, and not"
            + " nothing",
        "spec: {image: a, replica: null} | a.yaml:4: spec.replica: there is no such field; did you"
            + " mean replicas?",
        "'spec: {image: a, ports: [{name: a, port: 1}, {name: a, port: 2}]}' | a.yaml:4:"
            + " spec.ports[1]: {name=a} is there twice; write each one once",
        "sepc: {image: a}                      | a.yaml:4: sepc: there is no such field; did you"
            + " mean spec?",
      })
  void says(String spec, String expected) {
    List<String> said = check(HEAD + spec + "\n");
    assertTrue(said.contains(expected), said::toString);
  }

  @Test
  void namesTheLineOfWhatIsMissing() {
    assertEquals(
        List.of(
            "a.yaml:4: spec.image: is required: Container image with its tag or digest, such as"
                + " registry.example/web:1.4.2. The only required field."),
        check(HEAD + "spec:\n  replicas: 2\n"));
  }

  @Test
  void readsAllDocumentsAndLeavesOthersAlone() {
    Lint.Report report =
        report(
            """
            # a Service comes first
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            ---
            ---
            %sspec: {image: a}
            ---
            apiVersion: tideway.dev/v1
            kind: RolloutFreez
            metadata: {name: weekend}
            """
                .formatted(HEAD));
    assertEquals(2, report.checked());
    assertEquals(1, report.skipped());
    assertEquals(
        List.of(
            "a.yaml:13: kind: write one of AppDeployment, RolloutAction, RolloutFreeze; did you"
                + " mean RolloutFreeze?"),
        report.findings().stream().map(Finding::toString).toList());
  }

  @Test
  void aNullIsAsGoodAsNothing() {
    assertEquals(List.of(), check(HEAD + "spec: {image: a, replicas: null, strategy: }\n"));
  }

  @Test
  void looksIntoLists() {
    assertEquals(
        List.of("a.yaml:6: spec.replica: there is no such field; did you mean replicas?"),
        check(
            """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: Service}
            - {apiVersion: tideway.dev/v1, kind: AppDeployment, metadata: {name: web},
               spec: {image: a, replica: 2}}
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: [1, 2", // not closed
        "a: 1\na: 2", // twice
        "a: &a [*a]", // in itself
        "? [a]\n: 1", // no word
        "a: b: c",
      })
  void unreadable(String text) {
    assertEquals(1, check(text).size());
  }

  @ParameterizedTest
  @CsvSource({
    "010, 8",
    "0x1F, 31",
    "0o17, 15",
    "1_000, 1000",
    "-5, -5",
    "1e3, 1000.0",
    ".5, 0.5",
    "yes, true",
    "Off, false",
    "1.2.3, 1.2.3",
    "12:30, 12:30",
    "2026-11-25, 2026-11-25",
    "08, 8",
    "~, NULL",
  })
  void scalarsAsKubectlReadsThem(String word, String value) {
    assertEquals(value, String.valueOf(Scalars.plain(word)));
  }

  @ParameterizedTest
  @CsvSource({
    "1Gi, 1024Mi, 0",
    "1, 1000m, 0",
    "1.5Gi, 1Gi, 1",
    "500m, 1, -1",
    "1e3, 1k, 0",
    "2E, 1E, 1",
  })
  void quantitiesCompare(String one, String other, int sign) {
    int compared = Quantity.parse(one).orElseThrow().compareTo(Quantity.parse(other).orElseThrow());
    assertEquals(sign, Integer.signum(compared));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, true",
    "10.0.0.0/33, false",
    "10.0.0/8, false",
    "10.0.0.256/8, false",
    "10.0.0.0, false",
    "fd00::/8, true",
    "::/0, true",
    "fd00::1::/8, false",
    "1:2:3:4:5:6:7:8/128, true",
    "1:2:3:4:5:6:7/64, false",
    "a/8, false",
  })
  void cidrs(String text, boolean is) {
    assertEquals(is, Cidr.isOne(text));
  }

  private static List<String> check(String text) {
    return report(text).findings().stream().map(Finding::toString).toList();
  }

  private static Lint.Report report(String text) {
    return new Lint().check("a.yaml", new StringReader(text));
  }
}
