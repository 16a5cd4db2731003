package dev.tideway.e2e.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.RolloutAction;
import dev.tideway.crds.RolloutFreeze;
import dev.tideway.e2e.local.TestCluster.Running;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A rollout as Argo CD sees and steers it, and what it would find to sync meanwhile. */
@ExtendWith(TestCluster.class)
class GitOpsIT {
  private static final String ARGO = "argocd-controller";

  private final ArgoScripts argo = new ArgoScripts();
  private final Running running;
  @AutoClose private final Shop shop;
  private String manifest = "";

  GitOpsIT(Running running) {
    this.running = running;
    this.shop = new Shop(running);
  }

  @Test
  void aRolloutIsInSyncAndSteeredInEveryPhase() {
    sync(running.app().reference(), 1);
    shop.awaitReady("web");
    sees("Healthy", Set.of("restart"));

    shop.freeze();
    sync(running.app().reference(), 2);
    Rollouts rollout = new Rollouts(shop, "web");
    rollout.awaitStage("Waiting");
    sees("Progressing", Set.of("abort"));
    assertEquals("Healthy", argo.health(freeze()));
    shop.thaw();

    rollout.awaitPhase("AwaitingApproval");
    sees("Suspended", Set.of("promote", "promote-full", "pause", "abort"));
    click("pause");
    rollout.awaitPhase("Paused");
    sees("Suspended", Set.of("resume", "abort"));
    click("resume");
    rollout.awaitPhase("AwaitingApproval");
    click("promote");
    shop.awaitReady("web");
    sees("Healthy", Set.of("restart"));

    sync("tideway.local/app:none", 3);
    rollout.awaitPhase("Aborted");
    rollout.awaitStage("Aborted");
    sees("Degraded", Set.of("retry", "restart"));
  }

  @Test
  void aFirstDeployOffersNothingThatWouldBeRejected() {
    sync("tideway.local/app:none", 1);
    shop.await("web", s -> s.candidate() != null && "Rolling".equals(s.candidate().stage()));
    assertEquals(Set.of(), argo.offered(shop.get("web")));
  }

  /** What Argo CD does with a commit. */
  private void sync(String image, int change) {
    manifest =
        """
        apiVersion: tideway.dev/v1
        kind: AppDeployment
        metadata: {name: web, namespace: %s, labels: {app.kubernetes.io/instance: shop}}
        spec:
          image: %s
          config: {env: {CHANGE: "%d"}}
          route: {gateway: {name: public, namespace: tideway-gateway}, hosts: [%s]}
          strategy: {type: Canary, canary: {steps: [{weight: 20, approval: true}]}}
        """
            .formatted(shop.namespace(), image, change, shop.host("web"));
    git().fieldManager(ARGO).forceConflicts().serverSideApply();
  }

  private void sees(String health, Set<String> actions) {
    AppDeployment app = shop.get("web");
    assertEquals(health, argo.health(app), () -> String.valueOf(app.getStatus()));
    assertEquals(actions, argo.offered(app), () -> String.valueOf(app.getStatus()));
    AppDeployment synced = git().dryRun().fieldManager(ARGO).forceConflicts().serverSideApply();
    assertEquals(app.getSpec(), synced.getSpec());
    assertEquals(app.getMetadata().getLabels(), synced.getMetadata().getLabels());
    assertEquals(
        app.getMetadata().getGeneration(),
        synced.getMetadata().getGeneration(),
        "a sync would change nothing");
  }

  private void click(String action) {
    RolloutAction made =
        shop.client()
            .getKubernetesSerialization()
            .unmarshal(argo.act(action, shop.get("web")).toString(), RolloutAction.class);
    Resource<RolloutAction> created = shop.client().resource(shop.client().resource(made).create());
    Shop.await(
        () -> "an answer to " + action, Shop.PATIENCE, () -> Rollouts.answer(created).isPresent());
    assertEquals("Applied", Rollouts.answer(created).orElseThrow().phase());
    assertEquals("Healthy", argo.health(created.get()));
  }

  private RolloutFreeze freeze() {
    return shop.client()
        .resources(RolloutFreeze.class)
        .inNamespace(shop.namespace())
        .withName("now")
        .require();
  }

  private Resource<AppDeployment> git() {
    return shop.client()
        .resource(
            Objects.requireNonNull(
                shop.client()
                    .getKubernetesSerialization()
                    .unmarshal(manifest, AppDeployment.class)));
  }
}
