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

  private record Wrong(List<String> arguments, String message) {}

  private static final List<Wrong> WRONG =
      List.of(
          wrong("additional properties 'replicaCount' not allowed", "replicaCount=3"),
          wrong("at '/app': additional properties 'hots' not allowed", "app.hots=x"),
          wrong("at '/operator/replicas': got string, want integer", "operator.replicas=two"),
          wrong("at '/operator/replicas': maximum: got 11, want 10", "operator.replicas=11"),
          wrong("at '/operator/workers': minimum: got 0, want 1", "operator.workers=0"),
          wrong("value must be one of 'ERROR', 'WARN', 'INFO', 'DEBUG'", "operator.log.level=LOUD"),
          wrong("at '/operator/log/format'", "operator.log.format=xml"),
          wrong("at '/operator/image/pullPolicy'", "operator.image.pullPolicy=Sometimes"),
          wrong("at '/operator/image/digest'", "operator.image.digest=sha256:12"),
          wrong("at '/operator/image/repository'", "operator.image.repository="),
          wrong("at '/operator/watchNamespaces/0'", "operator.watchNamespaces={Shop}"),
          wrong("items at 0 and 1 are equal", "operator.watchNamespaces={shop,shop}"),
          wrong("at '/operator/resources'", "operator.resources.cpu=1"),
          wrong("missing property 'name'", "operator.extraEnv[0].value=x"),
          wrong("at '/operator/affinity'", "operator.affinity.podAfinity.x=1"),
          wrong("at '/crds/keep': got string, want boolean", "crds.keep=maybe"),
          wrong("at '/policies/enabled': got string, want boolean", "policies.enabled=maybe"),
          wrong("at '/policies/trusted': got string, want array", "policies.trusted=bot"),
          wrong("items at 0 and 1 are equal", "policies.trusted={bot,bot}"),
          wrong("at '/rbac': additional properties 'poeple' not allowed", "rbac.poeple=false"),
          wrong("at '/app/name'", "app.name=Web"),
          wrong("at '/app/host'", "app.host=shop_1.example.com"),
          wrong("at '/app/strategy'", "app.strategy=Recreate"),
          wrong("at '/app/env/PORT': got number, want string", "app.env.PORT=80"),
          wrong(
              "app.host is set, but no Gateway that could serve it: set app.gateway.name",
              "app.enabled=true",
              "app.host=shop.example.com"),
          wrong(
              "which the operator would not look after: add it to operator.watchNamespaces",
              "app.enabled=true",
              "operator.watchNamespaces={shop}"),
          wrong(
              "operator.serviceAccount.name is empty: name the ServiceAccount to use",
              "operator.serviceAccount.create=false"));

  @TestFactory
  Stream<DynamicTest> lintAndRender() throws IOException {
    return Chart.valuesFiles().stream()
        .flatMap(
            file ->
                each(
                    file.getFileName().toString(),
                    helm -> {
                      Helm.Result lint = helm.lint("--values", file.toString());
                      assertEquals(0, lint.code(), lint.output());
                      assertTrue(!helm.objects("--values", file.toString()).isEmpty());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> refuses() {
    return WRONG.stream()
        .flatMap(
            wrong ->
                each(
                    String.join(" ", wrong.arguments()),
                    helm -> {
                      Helm.Result result = helm.template(wrong.arguments().toArray(String[]::new));
                      assertEquals(1, result.code());
                      assertTrue(result.output().contains(wrong.message()), result.output());
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

  private static Wrong wrong(String message, String... values) {
    return new Wrong(Stream.of(values).map(value -> "--set=" + value).toList(), message);
  }
}
