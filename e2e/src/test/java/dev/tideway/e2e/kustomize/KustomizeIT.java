package dev.tideway.e2e.kustomize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideway.e2e.chart.Chart;
import dev.tideway.e2e.chart.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Kustomize makes the same objects as the chart for equal choices. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KustomizeIT {
  /** What the guides tell people to write in place of. */
  private static final Map<Overlay, Map<String, String>> YOURS =
      Map.of(
          Overlay.GKE,
          Map.of(
              "my-project", "acme",
              "europe-west1", "us-east4",
              "shop.example.com", "www.acme.example",
              "203.0.113.10", "203.0.113.77"),
          Overlay.EKS,
          Map.of(
              "123456789012", "210987654321",
              "eu-west-1", "us-east-2",
              "my-company", "acme",
              "192.168.0.0/16", "10.0.0.0/16",
              "shop.example.com", "www.acme.example"),
          Overlay.AKS,
          Map.ofEntries(
              Map.entry("myregistry", "acme"),
              Map.entry("mycompanyweb", "acmeweb"),
              Map.entry("my-web", "acme-web"),
              Map.entry("westeurope", "eastus"),
              Map.entry("10.225.0.0/24", "10.3.0.0/24"),
              Map.entry("alb-infra", "balancers"),
              Map.entry("ops@example.com", "ops@acme.example"),
              Map.entry("000000000001", "000000000011"),
              Map.entry("000000000002", "000000000012"),
              Map.entry("000000000003", "000000000013"),
              Map.entry("shop.example.com", "www.acme.example")));

  private final Helm helm = Helm.newest();
  private Path temporary;
  private Kustomize kustomize;

  @BeforeAll
  void copy(@TempDir Path folder) throws IOException {
    temporary = folder;
    kustomize = Kustomize.copyTo(temporary.resolve("kustomize"));
  }

  @Test
  void filesAreWhatTheChartMakes() throws IOException {
    Map<String, String> made = KustomizeFiles.make(helm);
    Map<String, String> committed = KustomizeFiles.committed(Kustomize.FOLDER);
    assertEquals(made.keySet(), committed.keySet(), () -> "run: " + KustomizeFiles.COMMAND);
    made.forEach(
        (file, text) -> {
          String there = committed.getOrDefault(file, "");
          assertTrue(
              text.equals(there),
              () ->
                  "%s isn't what the chart makes, from line %d on; run: %s"
                      .formatted(file, sameLines(text, there) + 1, KustomizeFiles.COMMAND));
        });
  }

  @ParameterizedTest
  @EnumSource
  void anOverlayIsItsValuesFile(Overlay overlay) {
    String values = "--values=" + Chart.FOLDER.resolve(overlay.valuesFile());
    isSame(kustomize.folder("overlays/" + overlay.folder()), values);
  }

  /** On clouds: none, each by itself, and all of them. The local cluster has nothing of its own. */
  @TestFactory
  Stream<DynamicTest> componentsAreValues() {
    return Stream.of(Overlay.values())
        .flatMap(
            overlay ->
                choices(overlay).stream()
                    .map(on -> dynamicTest(overlay + " " + on, () -> isSame(overlay, on))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                  | ''
          networkpolicy       | --set=operator.networkPolicy.enabled=true
          monitoring/operator | --set=monitoring.enabled=true
          requested-by        | --api-versions=admissionregistration.k8s.io/v1/MutatingAdmissionPolicy
          """)
  void baseIsTheChartsDefaults(String component, String argument) throws IOException {
    if (component.isEmpty()) {
      isSame(kustomize.folder("base"));
    } else {
      isSame(
          kustomize.written(
              "base-" + component.replace('/', '-'),
              "{resources: [../../base], components: [../../components/%s]}".formatted(component)),
          argument);
    }
  }

  /** Whoever writes the same names into both gets the same. */
  @ParameterizedTest
  @EnumSource(names = {"GKE", "EKS", "AKS"})
  void settingsReachEveryObject(Overlay overlay) throws IOException {
    Map<String, String> yours = YOURS.getOrDefault(overlay, Map.of());
    String values = write(Files.readString(Chart.FOLDER.resolve(overlay.valuesFile())), yours);
    String name = overlay.folder() + "-yours";
    isSame(
        kustomize.overlay(overlay, name, text -> write(text, yours)),
        ChartValues.parse(values).argument(temporary, name));
  }

  /** In the ways that {@code kustomize/README.md} shows. */
  @Test
  void aCopyCanBeChanged() throws IOException {
    String patches =
        """
        patches:
          - target: {kind: PodMonitor}
            patch: '- {op: add, path: /metadata/labels/release, value: prometheus}'
          - target: {kind: AppDeployment}
            patch: '- {op: add, path: /spec/env/-, value: {name: A, value: b}}'
          - patch: |-
              apiVersion: tideway.dev/v1
              kind: AppDeployment
              metadata: {name: web, namespace: tideway-system}
              spec: {strategy: {type: Canary, canary: {steps: [{weight: 10, hold: 5m}]}}}
        """;
    Path changed =
        kustomize.overlay(
            Overlay.GKE,
            "changed",
            text ->
                text.contains("kind: Kustomization")
                    ? text.replace("newTag: 0.1.0", "newTag: new").replace("# - ../", "- ../")
                        + patches
                    : text);
    isSame(
        changed,
        "--values=" + Chart.FOLDER.resolve(Overlay.GKE.valuesFile()),
        Component.FILLS_IN,
        "--set=monitoring.enabled=true,monitoring.labels.release=prometheus",
        "--set=operator.image.tag=new,app.image.tag=new",
        "--set=app.spec.env[0].name=A,app.spec.env[0].value=b",
        "--set=app.spec.strategy.type=Canary",
        "--set=app.spec.strategy.canary.steps[0].weight=10",
        "--set=app.spec.strategy.canary.steps[0].hold=5m");
  }

  @ParameterizedTest
  @EnumSource(names = {"EKS", "AKS"})
  void anotherNamespace(Overlay overlay) throws IOException {
    isSame(
        kustomize.written(
            overlay.folder() + "-elsewhere",
            "{namespace: elsewhere, resources: [../%s]}".formatted(overlay.folder())),
        "--namespace=elsewhere",
        "--values=" + Chart.FOLDER.resolve(overlay.valuesFile()));
  }

  private void isSame(Overlay overlay, Set<Component> on) throws IOException {
    String name = overlay.folder() + on.toString().replaceAll("[^a-z]+", "-");
    List<String> arguments = new ArrayList<>();
    arguments.add(overlay.values(on).argument(temporary, name));
    if (on.contains(Component.REQUESTED_BY)) {
      arguments.add(Component.FILLS_IN);
    }
    isSame(kustomize.overlay(overlay, on, name), arguments.toArray(String[]::new));
  }

  private void isSame(Path kustomization, String... arguments) {
    var chart = CompletableFuture.supplyAsync(() -> helm.trees(arguments));
    List<JsonNode> built = kustomize.build(kustomization);
    List<String> differences =
        Differences.of(Alike.ofChart(chart.join()), Alike.ofKustomize(built));
    assertTrue(
        differences.isEmpty(),
        () -> kustomization.getFileName() + ":\n" + String.join("\n", differences));
  }

  private static List<Set<Component>> choices(Overlay overlay) {
    List<Set<Component>> all = new ArrayList<>();
    if (overlay.isCloud()) {
      all.add(EnumSet.noneOf(Component.class));
      overlay.components().forEach(component -> all.add(EnumSet.of(component)));
    }
    all.add(overlay.components());
    return all;
  }

  private static long sameLines(String one, String other) {
    Iterator<String> others = other.lines().iterator();
    return one.lines().takeWhile(line -> others.hasNext() && line.equals(others.next())).count();
  }

  private static String write(String text, Map<String, String> yours) {
    String written = text;
    for (var name : yours.entrySet()) {
      written = written.replace(name.getKey(), name.getValue());
    }
    return written;
  }
}
