package dev.tideway.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which policies the chart has, and where. */
class AuthorPolicyIT {
  /** What a Helm finds on a cluster that can fill in a name; rendering alone, it has to be told. */
  static final String FILL_IN =
      "--api-versions=admissionregistration.k8s.io/v1/MutatingAdmissionPolicy";

  private static final List<String> REFUSE =
      List.of("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding");

  @TestFactory
  Stream<DynamicTest> isThere() {
    return RenderIT.each(
        "policies",
        helm -> {
          assertEquals(REFUSE, policies(helm.objects()));
          assertEquals(
              List.of(
                  "MutatingAdmissionPolicy",
                  "MutatingAdmissionPolicyBinding",
                  "ValidatingAdmissionPolicy",
                  "ValidatingAdmissionPolicyBinding"),
              policies(helm.objects(FILL_IN)));
          assertEquals(List.of(), policies(helm.objects(FILL_IN, "--set=policies.enabled=false")));
        });
  }

  /** An operator for some namespaces makes no rules for the others. */
  @TestFactory
  Stream<DynamicTest> holdsWhereTheOperatorReads() {
    return RenderIT.each(
        "namespaces",
        helm -> {
          assertEquals("null", namespaces(helm));
          assertEquals(
              "[shop, blog, tideway-system]",
              namespaces(helm, "--set=operator.watchNamespaces={shop,blog}"));
          assertEquals(
              "[tideway-system, shop]",
              namespaces(helm, "--set=operator.watchNamespaces={tideway-system,shop}"));
        });
  }

  private static String namespaces(Helm helm, String... arguments) {
    var policy = RenderIT.only(ValidatingAdmissionPolicy.class, helm.objects(arguments)).getFirst();
    var selector = policy.getSpec().getMatchConstraints().getNamespaceSelector();
    return selector == null
        ? "null"
        : selector.getMatchExpressions().getFirst().getValues().toString();
  }

  private static List<String> policies(List<HasMetadata> objects) {
    return objects.stream()
        .map(HasMetadata::getKind)
        .filter(kind -> kind.contains("AdmissionPolicy"))
        .sorted()
        .toList();
  }
}
