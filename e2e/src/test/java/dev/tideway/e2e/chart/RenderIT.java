package dev.tideway.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the chart renders, by each Helm. */
class RenderIT {
  private static final String KEEP = "helm.sh/resource-policy";

  // 1 and 1.0 are the same number.
  private static final Comparator<JsonNode> BY_VALUE =
      (a, b) ->
          a.isNumber() && b.isNumber()
              ? Double.compare(a.doubleValue(), b.doubleValue())
              : a.equals(b) ? 0 : 1;

  @TestFactory
  Stream<DynamicTest> lintAndRender() throws IOException {
    return Chart.everyValues().stream()
        .flatMap(
            argument ->
                each(
                    Chart.shortName(argument),
                    helm -> {
                      Helm.Result lint = helm.lint(argument);
                      assertEquals(0, lint.code(), lint.output());
                      assertTrue(!helm.objects(argument).isEmpty());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> crdsAreTheGeneratedOnes() {
    return each(
        "crds",
        helm -> {
          List<JsonNode> crds = helm.trees("--show-only=templates/crds.yaml");
          assertEquals(3, crds.size());
          for (JsonNode crd : crds) {
            String name = crd.at("/metadata/name").asText();
            JsonNode generated = Chart.tree("files/crds/" + name + ".yaml");
            assertTrue(generated.path("spec").equals(BY_VALUE, crd.path("spec")), name);
            assertEquals("keep", crd.at("/metadata/annotations").path(KEEP).asText());
          }
          assertEquals(
              List.of(),
              only(CustomResourceDefinition.class, helm.objects("--set=crds.keep=false")).stream()
                  .filter(crd -> crd.getMetadata().getAnnotations().containsKey(KEEP))
                  .toList());
          assertEquals(
              List.of(),
              only(CustomResourceDefinition.class, helm.objects("--set=crds.enabled=false")));
        });
  }

  @TestFactory
  Stream<DynamicTest> selectorsStayTheSame() {
    // A change of any of these breaks every upgrade: the selector of a Deployment is immutable.
    Map<String, String> selector =
        Map.of(
            "app.kubernetes.io/name", "tideway",
            "app.kubernetes.io/instance", "tideway",
            "app.kubernetes.io/component", "operator");
    return each(
        "selectors",
        helm -> {
          List<HasMetadata> objects =
              helm.objects("--set=operator.podLabels.app\\.kubernetes\\.io/component=mine");
          Deployment deployment = only(Deployment.class, objects).getFirst();
          assertEquals(selector, deployment.getSpec().getSelector().getMatchLabels());
          assertEquals(selector, deployment.getSpec().getTemplate().getMetadata().getLabels());
          assertEquals(selector, only(Service.class, objects).getFirst().getSpec().getSelector());
          PodDisruptionBudget budget = only(PodDisruptionBudget.class, objects).getFirst();
          assertEquals(selector, budget.getSpec().getSelector().getMatchLabels());
        });
  }

  @TestFactory
  Stream<DynamicTest> namesAreUnique() {
    return each(
        "names",
        helm -> {
          List<String> names =
              helm.objects("--set=operator.watchNamespaces={shop,blog}").stream()
                  .map(
                      o ->
                          "%s %s/%s"
                              .formatted(
                                  o.getKind(),
                                  o.getMetadata().getNamespace(),
                                  o.getMetadata().getName()))
                  .toList();
          assertEquals(names.stream().distinct().toList(), names);
        });
  }

  @TestFactory
  Stream<DynamicTest> oneReplicaHasNoBudget() {
    return each(
        "budget",
        helm ->
            assertEquals(
                List.of(),
                only(PodDisruptionBudget.class, helm.objects("--set=operator.replicas=1"))));
  }

  static <T> List<T> only(Class<T> kind, List<HasMetadata> objects) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Something to see of a Helm. */
  interface Check {
    void with(Helm helm) throws IOException;
  }

  static Stream<DynamicTest> each(String name, Check check) {
    return Helm.all().stream().map(helm -> dynamicTest(name + ", " + helm, () -> check.with(helm)));
  }
}
