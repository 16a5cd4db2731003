package dev.tideway.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.e2e.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

  /** As README.md has it: somebody tries a canary on the app, and goes on with {@code up}. */
  @TestFactory
  Stream<DynamicTest> aCanaryOutlivesAnUpgrade() {
    return RenderIT.each(
        "canary",
        helm -> {
          try (ApiServer fresh = ApiServer.startEmpty()) {
            upgrade(helm, fresh);
            fresh.awaitServed("appdeployments");
            upgrade(helm, fresh);
            assertEquals("RollingUpdate", strategy(fresh).get("type"));

            fresh
                .client()
                .resource(apps(fresh).getFirst())
                .patch(
                    new PatchContext.Builder()
                        .withPatchType(PatchType.JSON_MERGE)
                        .withFieldManager("kubectl-patch")
                        .build(),
                    """
                    {"spec": {"strategy": {"type": "Canary", "canary": {"steps": [
                      {"weight": 20, "approval": true}, {"weight": 60, "hold": "10s"}]}}}}
                    """);
            Map<String, Object> canary = strategy(fresh);
            assertEquals("Canary", canary.get("type"));

            upgrade(helm, fresh);
            assertEquals(canary, strategy(fresh));
          }
        });
  }

  private static Map<String, Object> strategy(ApiServer server) {
    return apps(server).getFirst().get("spec", "strategy");
  }

  /** Volumes outlive a release, so what opens them does too. */
  @TestFactory
  Stream<DynamicTest> passwordsAreMadeOnce() {
    return RenderIT.each(
        "passwords",
        helm -> {
          String release = helm.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
          Runnable install =
              () ->
                  run(
                      helm,
                      server,
                      "upgrade",
                      "--install",
                      release,
                      Chart.FOLDER.toString(),
                      "--set=fullnameOverride=" + release,
                      "--set=crds.enabled=false,policies.enabled=false,app.enabled=true",
                      "--set=app.name=" + release,
                      "--set=database.mode=bundled,redis.mode=bundled");
          install.run();
          String database = password(release + "-database");
          String cache = password(release + "-redis");
          assertNotEquals(database, cache);
          install.run();
          assertEquals(database, password(release + "-database"));
          assertEquals(cache, password(release + "-redis"));
          run(helm, server, "uninstall", release);
          install.run();
          assertEquals(database, password(release + "-database"));
          run(helm, server, "uninstall", release);
        });
  }

  private String password(String secret) {
    return Objects.requireNonNull(
        client
            .secrets()
            .inNamespace(Helm.NAMESPACE)
            .withName(secret)
            .require()
            .getData()
            .get("password"));
  }

  /** Of a cluster that lacks what the values ask for, before anything is applied. */
  @TestFactory
  Stream<DynamicTest> missingCompanionsAreNamed() {
    Map<String, String> needs =
        Map.of(
            "database.mode=cloudnativepg",
            "needs the CloudNativePG operator",
            "gateway.create=true,gateway.className=x",
            "needs the Gateway API",
            "externalSecrets.provider=aws,externalSecrets.store.create=false,"
                + "externalSecrets.store.name=x,externalSecrets.secrets.a.b=c",
            "needs the External Secrets Operator",
            "monitoring.enabled=true",
            "needs the Prometheus Operator");
    return needs.entrySet().stream()
        .flatMap(
            need ->
                RenderIT.each(
                    need.getKey(),
                    helm -> {
                      Helm.Result result =
                          helm.run(
                              List.of(
                                  "install",
                                  "lacking",
                                  Chart.FOLDER.toString(),
                                  "--kubeconfig=" + server.kubeconfig(),
                                  "--namespace=" + Helm.NAMESPACE,
                                  "--set=crds.enabled=false,app.enabled=true",
                                  "--set=" + need.getKey()));
                      assertEquals(1, result.code());
                      assertTrue(result.output().contains(need.getValue()), result.output());
                    }));
  }

  private static String upgrade(Helm helm, ApiServer server) {
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

  private static String run(Helm helm, ApiServer server, String... arguments) {
    Stream<String> where =
        Stream.of("--kubeconfig", kubeconfig(server), "--namespace", Helm.NAMESPACE);
    Helm.Result result = helm.run(Stream.concat(Stream.of(arguments), where).toList());
    assertEquals(0, result.code(), result.output());
    return result.output();
  }

  private static String kubeconfig(ApiServer server) {
    try {
      return server.kubeconfig().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<GenericKubernetesResource> apps(ApiServer server) {
    return server.client().genericKubernetesResources(API, KIND).inAnyNamespace().list().getItems();
  }
}
