package dev.tideway.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideway.e2e.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What a real apiserver, which knows the kinds of all companions, says of every object that the
 * chart makes: strictly, so that a field that no schema has is refused.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValuesIT {
  private static final List<String> MORE =
      List.of(
          "--set=operator.watchNamespaces={shop,blog}",
          "--set=policies.trusted={bot,CORP\\\\jane}",
          AuthorPolicyIT.FILL_IN);

  @AutoClose private final ApiServer server = ApiServer.start();
  private final KubernetesClient client = server.client();
  private List<String> missing = List.of();

  @BeforeAll
  void prepare() throws IOException, InterruptedException {
    missing = Companions.install(server);
    for (String name : List.of(Helm.NAMESPACE, "shop", "blog")) {
      client
          .resource(
              new NamespaceBuilder()
                  .withNewMetadata()
                  .withName(name)
                  .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                  .endMetadata()
                  .build())
          .create();
    }
  }

  @TestFactory
  Stream<DynamicTest> takesEveryObject() throws IOException {
    return Stream.concat(Chart.everyValues().stream(), MORE.stream())
        .flatMap(argument -> Helm.all().stream().flatMap(helm -> dryRuns(helm, argument)));
  }

  /** Pods that controllers make are refused where nobody looks, so they are asked for here. */
  @TestFactory
  Stream<DynamicTest> everyPodKeepsToPodSecurityRestricted() throws IOException {
    Helm helm = Helm.all().getFirst();
    return Chart.everyValues().stream()
        .flatMap(
            argument ->
                helm.trees(argument).stream()
                    .flatMap(object -> Pods.of(object).stream())
                    .map(
                        pod ->
                            dynamicTest(
                                "%s %s".formatted(Chart.shortName(argument), pod.name()),
                                () -> client.resource(pod.alone()).dryRun().create())));
  }

  @Test
  void anUnknownFieldIsRefused() {
    GenericKubernetesResource wrong =
        Serialization.unmarshal(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: wrong}
            spec: {controllerName: example.com/gateway, controler: x}
            """,
            GenericKubernetesResource.class);
    KubernetesClientException refused =
        assertThrows(KubernetesClientException.class, () -> dryRun(wrong));
    assertTrue(String.valueOf(refused.getMessage()).contains("controler"), refused::getMessage);
  }

  private Stream<DynamicTest> dryRuns(Helm helm, String argument) {
    return helm.trees(argument).stream()
        .map(
            object ->
                dynamicTest(
                    "%s %s %s %s"
                        .formatted(
                            Chart.shortName(argument),
                            helm,
                            object.path("kind").asText(),
                            object.at("/metadata/name").asText()),
                    () -> isTaken(object)));
  }

  private void isTaken(JsonNode object) {
    GenericKubernetesResource resource =
        Serialization.unmarshal(object.toString(), GenericKubernetesResource.class);
    try {
      dryRun(resource);
    } catch (KubernetesClientException | IllegalStateException e) {
      // The client looks a kind up before it writes one.
      boolean unknown = !(e instanceof KubernetesClientException k) || k.getCode() == 404;
      if (unknown && !missing.isEmpty()) {
        abort("the schema could not be had: one of " + missing);
      }
      throw e;
    }
  }

  private void dryRun(GenericKubernetesResource resource) {
    GenericKubernetesResource answer =
        client
            .resource(resource)
            .dryRun()
            .fieldValidation(Validation.STRICT)
            .fieldManager("helm")
            .forceConflicts()
            .serverSideApply();
    assertEquals(resource.getMetadata().getName(), answer.getMetadata().getName());
  }
}
