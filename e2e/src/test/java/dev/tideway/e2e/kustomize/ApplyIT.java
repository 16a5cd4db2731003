package dev.tideway.e2e.kustomize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tideway.e2e.ApiServer;
import dev.tideway.e2e.Command.Ended;
import dev.tideway.e2e.chart.Companions;
import dev.tideway.e2e.chart.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code kustomize/README.md} on a real apiserver. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplyIT {
  @AutoClose private final ApiServer server = ApiServer.startEmpty();
  private Kustomize kustomize;

  /** As on a new cluster: the CRDs by themselves. */
  @BeforeAll
  void applyCrds(@TempDir Path folder) throws IOException {
    kustomize = Kustomize.copyTo(folder.resolve("kustomize"));
    apply(kustomize.folder("crds")).succeeded();
    server.awaitServed("appdeployments");
  }

  @Test
  void aDeleteKeepsWhatItMust() throws IOException {
    Path local = kustomize.folder("overlays/local");
    apply(local).succeeded();
    assertEquals(List.of("web"), apps());
    assertEquals(List.of("tideway-operator"), operators());

    run("delete", "-k", local.toString(), "-l", "!" + Manifest.KEEP).succeeded();
    assertEquals(List.of(), apps()); // also: the CRD was kept, or this would fail
    assertEquals(List.of(), operators());
    assertEquals(
        "Active",
        server.client().namespaces().withName(Helm.NAMESPACE).require().getStatus().getPhase());
  }

  /**
   * Strictly, by the schemas of all companions; one of them in a namespace of the user's choice.
   */
  @Test
  void everyOverlayIsTakenWithAllItsComponents() throws IOException, InterruptedException {
    List<String> missing = Companions.install(server);
    namespace(Helm.NAMESPACE);
    namespace("elsewhere");
    for (Overlay overlay : Overlay.values()) {
      String name = overlay.folder() + "-all";
      isTaken(kustomize.overlay(overlay, overlay.components(), name), missing);
    }
    // It has the most kinds that Kustomize doesn't know, and takes for ones with a namespace.
    String elsewhere = "{namespace: elsewhere, resources: [../eks-all]}";
    isTaken(kustomize.written("elsewhere", elsewhere), missing);
  }

  private void isTaken(Path kustomization, List<String> missing) throws IOException {
    Ended ended = apply(kustomization, "--dry-run=server", "--validate=strict");
    assumeTrue(
        missing.isEmpty() || !ended.errors().contains("no matches for kind"),
        () -> "schemas could not be had: " + missing);
    assertEquals(0, ended.code(), () -> kustomization.getFileName() + ": " + ended.errors());
  }

  private Ended apply(Path kustomization, String... more) throws IOException {
    Stream<String> words = Stream.of("apply", "--server-side", "-k", kustomization.toString());
    return run(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
  }

  private Ended run(String... arguments) throws IOException {
    return kustomize.kubectl("--kubeconfig=" + server.kubeconfig(), arguments);
  }

  private void namespace(String name) {
    server
        .client()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .serverSideApply();
  }

  private List<String> apps() {
    return names(
        server
            .client()
            .genericKubernetesResources("tideway.dev/v1", "AppDeployment")
            .inNamespace(Helm.NAMESPACE)
            .list()
            .getItems());
  }

  private List<String> operators() {
    return names(
        server.client().apps().deployments().inNamespace(Helm.NAMESPACE).list().getItems());
  }

  private static List<String> names(List<? extends HasMetadata> objects) {
    return objects.stream().map(object -> object.getMetadata().getName()).toList();
  }
}
