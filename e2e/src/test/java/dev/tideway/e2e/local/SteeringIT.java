package dev.tideway.e2e.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.crds.ActionType;
import dev.tideway.crds.CandidateStatus;
import dev.tideway.crds.RolloutAction;
import dev.tideway.crds.RolloutActionStatus;
import dev.tideway.e2e.local.TestCluster.Running;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Actions and freezes, as people use them. */
@ExtendWith(TestCluster.class)
class SteeringIT {
  private static final int RACES = 8;
  private static final String GATE =
      "strategy: {type: Canary, canary: {steps: [{weight: 20, approval: true}]}}";

  private final Running running;
  @AutoClose private Shop shop;

  SteeringIT(Running running) {
    this.running = running;
    this.shop = new Shop(running);
  }

  /** The spec and a Promote of what it replaces come at the same moment, in either order. */
  @Test
  void aCandidateThatWasReplacedAMomentAgoIsNeverPromoted() {
    Rollouts rollout = serve();
    change(0);
    rollout.awaitPhase("AwaitingApproval");
    for (int race = 1; race <= RACES; race++) {
      long looked = rollout.candidate().revision();
      int next = race;
      CompletableFuture<Void> spec = CompletableFuture.runAsync(() -> change(next));
      Resource<RolloutAction> promote = rollout.create(ActionType.Promote, looked, null);
      spec.join();
      Shop.await(() -> "an answer", Shop.PATIENCE, () -> Rollouts.answer(promote).isPresent());
      shop.await("web", s -> s.candidate() != null && s.candidate().revision() > looked);
      rollout.awaitPhase("AwaitingApproval");
      CandidateStatus newer = rollout.candidate();
      RolloutActionStatus answer = Rollouts.answer(promote).orElseThrow();
      assertEquals(1, newer.step(), () -> "nobody has promoted it: " + newer + " " + answer);
      assertNotEquals(Boolean.TRUE, newer.approved());
      assertEquals(20, newer.weight());
    }
  }

  @Test
  void anActionForNoAppIsRejected() {
    Rollouts none = new Rollouts(shop, "nobody");
    Resource<RolloutAction> action = none.create(ActionType.Pause, null, null);
    Shop.await(() -> "an answer", Shop.PATIENCE, () -> Rollouts.answer(action).isPresent());
    assertEquals(
        "there is no AppDeployment nobody in this namespace",
        Rollouts.answer(action).orElseThrow().message());
  }

  @Test
  void aPauseHoldsAndAResumeGoesOn() {
    Rollouts rollout = serve();
    change(1);
    rollout.awaitPhase("AwaitingApproval");
    assertEquals("Applied", rollout.act(ActionType.Pause).phase());
    rollout.awaitPhase("Paused");
    assertEquals("it is paused: resume it first", rollout.act(ActionType.Promote).message());
    assertEquals("Applied", rollout.act(ActionType.Resume).phase());
    rollout.awaitPhase("AwaitingApproval");
    assertEquals("Applied", rollout.act(ActionType.PromoteFull).phase());
    shop.awaitReady("web");
  }

  @Test
  void aRestartReplacesEveryPod() {
    Rollouts rollout = serve();
    String hash = Objects.requireNonNull(rollout.status().stable()).hash();
    var before = shop.podsOf("web", hash);
    assertEquals("Applied", rollout.act(ActionType.Restart, null, null).phase());
    Shop.await(
        () -> "other pods than " + before,
        Shop.PATIENCE,
        () -> shop.podsOf("web", hash).stream().noneMatch(before::contains));
    shop.awaitReady("web");
  }

  @Test
  void aFreezeHoldsWhatIsNewUntilItIsOver() {
    Rollouts rollout = serve();
    shop.freeze();
    change(1);
    rollout.awaitStage("Waiting");
    String why = Objects.requireNonNull(rollout.status().why());
    assertTrue(why.contains("frozen by admin until somebody deletes it: a test"), why);
    assertEquals("Rejected", rollout.act(ActionType.Promote).phase());
    shop.thaw();
    rollout.awaitPhase("AwaitingApproval");
  }

  private Rollouts serve() {
    shop.serve("web", running.app().reference(), 1, GATE);
    return new Rollouts(shop, "web");
  }

  private void change(int value) {
    shop.patch("web", "{\"config\":{\"env\":{\"CHANGE\":\"%d\"}}}".formatted(value));
  }
}
