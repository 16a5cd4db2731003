package dev.tideway.e2e.kustomize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tideway.e2e.ApiServer;
import dev.tideway.e2e.Command.Ended;
import dev.tideway.e2e.chart.Companions;
import dev.tideway.e2e.chart.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code kustomize/README.md} on a real apiserver. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplyIT {
  private Kustomize kustomize;

  @BeforeAll
  void copy(@TempDir Path folder) throws IOException {
    kustomize = Kustomize.copyTo(folder.resolve("kustomize"));
  }

  @Test
  void aNewClusterTakesTwoStepsAndKeepsWhatItMust() throws IOException {
    try (ApiServer server = ApiServer.startEmpty()) {
      Path crds = kustomize.folder("crds");
      run(server, "apply", "--server-side", "-k", crds.toString()).succeeded();
      server.awaitServed("appdeployments");

      Path local = kustomize.folder("overlays/local");
      run(server, "apply", "--server-side", "-k", local.toString()).succeeded();
      assertEquals(List.of("web"), apps(server));
      assertEquals(List.of("tideway-operator"), operators(server));

      run(server, "delete", "-k", local.toString(), "-l", "!" + Manifest.KEEP).succeeded();
      assertEquals(List.of(), apps(server)); // also: the CRD was kept, or this would fail
      assertEquals(List.of(), operators(server));
      assertEquals(
          "Active",
          server.client().namespaces().withName(Helm.NAMESPACE).require().getStatus().getPhase());
    }
  }

  /** Strictly, by the schemas of all companions; one of them in a namespace of the user's choice. */
  @Test
  void everyOverlayIsTakenWithAllItsComponents() throws IOException, InterruptedException {
    try (ApiServer server = ApiServer.start()) {
      List<String> missing = Companions.install(server);
      namespace(server.client(), Helm.NAMESPACE);
      namespace(server.client(), "elsewhere");
      for (Overlay overlay : Overlay.values()) {
        String name = overlay.folder() + "-all";
        isTaken(server, kustomize.overlay(overlay, overlay.components(), name), missing);
      }
      // It has the most kinds that Kustomize doesn't know, and takes for ones with a namespace.
      Path elsewhere =
          kustomize.written("elsewhere", "{namespace: elsewhere, resources: [../eks-all]}");
      isTaken(server, elsewhere, missing);
    }
  }

  private void isTaken(ApiServer server, Path kustomization, List<String> missing)
      throws IOException {
    Ended ended =
        run(
            server,
            "apply",
            "--server-side",
            "--dry-run=server",
            "--validate=strict",
            "-k",
            kustomization.toString());
    assumeTrue(
        missing.isEmpty() || !ended.errors().contains("no matches for kind"),
        () -> "schemas could not be had: " + missing);
    assertEquals(0, ended.code(), () -> kustomization.getFileName() + ": " + ended.errors());
  }

  private Ended run(ApiServer server, String... arguments) throws IOException {
    return kustomize.kubectl("--kubeconfig=" + server.kubeconfig(), arguments);
  }

  private static void namespace(KubernetesClient client, String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  private static List<String> apps(ApiServer server) {
    return names(
        server
            .client()
            .genericKubernetesResources("tideway.dev/v1", "AppDeployment")
            .inNamespace(Helm.NAMESPACE)
            .list()
            .getItems());
  }

  private static List<String> operators(ApiServer server) {
    return names(
        server.client().apps().deployments().inNamespace(Helm.NAMESPACE).list().getItems());
  }

  private static List<String> names(List<? extends HasMetadata> objects) {
    return objects.stream().map(object -> object.getMetadata().getName()).toList();
  }
}
