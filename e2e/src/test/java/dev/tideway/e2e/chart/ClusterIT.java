package dev.tideway.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tideway.e2e.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What a real apiserver says of the chart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterIT {
  private static final String API = "tideway.dev/v1";
  private static final String KIND = "AppDeployment";

  private final ApiServer server = ApiServer.start();
  private final KubernetesClient client = server.client();

  @BeforeAll
  void makeNamespaces() {
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

  @AfterAll
  void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> takesEveryObject() throws IOException {
    List<String> values = Chart.valuesFiles().stream().map(file -> "--values=" + file).toList();
    List<String> more =
        List.of(
            "--set=operator.watchNamespaces={shop,blog}",
            "--set=policies.trusted={bot,CORP\\\\jane}",
            AuthorPolicyIT.FILL_IN);
    return Stream.concat(values.stream(), more.stream())
        .flatMap(argument -> Helm.all().stream().flatMap(helm -> dryRuns(helm, argument)));
  }

  private Stream<DynamicTest> dryRuns(Helm helm, String argument) {
    return helm.objects(argument).stream()
        .map(
            object ->
                dynamicTest(
                    "%s %s %s".formatted(helm, object.getKind(), object.getMetadata().getName()),
                    () -> dryRun(object)));
  }

  private void dryRun(HasMetadata object) {
    HasMetadata answer =
        client.resource(object).dryRun().fieldManager("helm").forceConflicts().serverSideApply();
    assertEquals(object.getMetadata().getName(), answer.getMetadata().getName());
  }

  @Test
  void operatorKeepsToPodSecurityRestricted() {
    Helm helm = Helm.all().getFirst();
    Deployment deployment = RenderIT.only(Deployment.class, helm.objects()).getFirst();
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("operator")
            .withNamespace(Helm.NAMESPACE)
            .endMetadata()
            .withSpec(deployment.getSpec().getTemplate().getSpec())
            .build();
    client.resource(pod).dryRun().create();

    // The namespace does refuse: the same pod as root.
    Pod root =
        pod.edit()
            .editSpec()
            .editSecurityContext()
            .withRunAsNonRoot(false)
            .endSecurityContext()
            .endSpec()
            .build();
    KubernetesClientException refused =
        assertThrows(
            KubernetesClientException.class, () -> client.resource(root).dryRun().create());
    assertEquals(403, refused.getCode());
    assertTrue(String.valueOf(refused.getMessage()).contains("restricted"), refused::getMessage);
  }

  /** The way of a release on a new cluster: docs/decisions/2026-11-24-app-in-the-chart.md. */
  @TestFactory
  Stream<DynamicTest> installUpgradeUninstall() {
    return RenderIT.each(
        "new cluster",
        helm -> {
          try (ApiServer fresh = ApiServer.startEmpty()) {
            String first = upgrade(helm, fresh);
            assertTrue(first.contains("THE APP IS NOT THERE YET"), first);
            fresh.awaitServed("appdeployments");
            assertEquals(List.of(), apps(fresh));

            String second = upgrade(helm, fresh);
            assertTrue(second.contains("Watch the app web"), second);
            List<GenericKubernetesResource> made = apps(fresh);
            assertEquals(1, made.size());

            upgrade(helm, fresh);
            assertEquals(
                made.getFirst().getMetadata().getGeneration(),
                apps(fresh).getFirst().getMetadata().getGeneration());

            run(helm, fresh, "uninstall", "tideway");
            assertEquals(List.of(), apps(fresh)); // also: the CRD was kept, or this would fail
            assertEquals(
                List.of(), fresh.client().apps().deployments().inAnyNamespace().list().getItems());
          }
        });
  }

  private static String upgrade(Helm helm, ApiServer server) throws IOException {
    String local = Chart.FOLDER.resolve("values-local.yaml").toString();
    return run(
        helm,
        server,
        "upgrade",
        "--install",
        "tideway",
        Chart.FOLDER.toString(),
        "--create-namespace",
        "--values",
        local);
  }

  private static String run(Helm helm, ApiServer server, String... arguments) throws IOException {
    Stream<String> where =
        Stream.of("--kubeconfig", server.kubeconfig().toString(), "--namespace", Helm.NAMESPACE);
    Helm.Result result = helm.run(Stream.concat(Stream.of(arguments), where).toList());
    assertEquals(0, result.code(), result.output());
    return result.output();
  }

  private static List<GenericKubernetesResource> apps(ApiServer server) {
    return server.client().genericKubernetesResources(API, KIND).inAnyNamespace().list().getItems();
  }
}
