package dev.tideway.operator.rollout;

import static dev.tideway.operator.rollout.Scene.CANDIDATE;
import static dev.tideway.operator.rollout.Scene.CRASH;
import static dev.tideway.operator.rollout.Scene.LATER;
import static dev.tideway.operator.rollout.Scene.NOW;
import static dev.tideway.operator.rollout.Scene.ROLLOUT;
import static dev.tideway.operator.rollout.Scene.says;
import static dev.tideway.operator.rollout.Stages.observing;
import static dev.tideway.operator.rollout.Stages.promoting;
import static dev.tideway.operator.rollout.Stages.scaling;
import static dev.tideway.operator.rollout.Stages.shifting;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.operator.domain.Migration;
import dev.tideway.operator.domain.Phase;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Strategy;
import dev.tideway.operator.domain.Strategy.By;
import dev.tideway.operator.domain.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The walk along the steps: what each stage asks for, and what it waits for. */
class CanaryTest {
  @Test
  void theWalkToTheEnd() {
    says("Scaling 1 0% | aaa=4 bbb=1 | home aaa route aaa:100 bbb:0", new Scene());
    says(
        "Scaling 1 0% | aaa=4 bbb=1 | home aaa route aaa:100 bbb:0",
        new Scene().in(scaling(0, 0)).candidate(1, 1, 0, 0),
        "a pod that its Service doesn't show is not there yet");
    says(
        "Shifting 1 10% | aaa=4 bbb=1 | home aaa route aaa:90 bbb:10",
        new Scene().in(new State.Scaling(ROLLOUT, 1, LATER, Optional.of(NOW))).candidate(1, 1));
    says(
        "Shifting 1 10% | aaa=4 bbb=1 | home aaa route aaa:90 bbb:10",
        new Scene().in(shifting(0, 10)).candidate(1, 1).routed(10, false));
    says(
        "Observing 1 10% | aaa=4 bbb=1 | home aaa route aaa:90 bbb:10",
        new Scene().in(shifting(0, 10)).candidate(1, 1).routed(10, true));
    says(
        "Scaling 2 10% | aaa=4 bbb=2 | home aaa route aaa:90 bbb:10",
        new Scene().in(observing(0, 10, false)).candidate(1, 1).routed(10, true), 60);
    says(
        "Observing 2 50% | aaa=4 bbb=4 | home aaa route aaa:50 bbb:50",
        new Scene().in(observing(1, 50, false)).candidate(2, 2).routed(50, true),
        "what waits for a person is ready for the next step");
    says(
        "Shifting 3 100% | aaa=4 bbb=4 | home aaa route bbb:100",
        new Scene().in(observing(1, 50, true)).candidate(4, 4).routed(50, true));
    says(
        "Promoting 3 100% | aaa=4 bbb=4 | home bbb route bbb:100",
        new Scene().in(shifting(2, 100)).candidate(4, 4).routed(100, true));
    says(
        "Promoting 3 100% | aaa=4 bbb=4 | home bbb route bbb:100",
        new Scene().in(promoting()).stable(4, 4, 4, 1).candidate(4, 4, 4, 3).routed(100, true));
    says(
        "Retiring 3 100% | aaa=4 bbb=4 | home bbb route bbb:100",
        new Scene().in(promoting()).stable(4, 4, 4, 0).candidate(4, 4, 4, 4).routed(100, true));
    says(
        "Idle | bbb=4 | home bbb route bbb:100",
        new Scene()
            .in(new State.Retiring(ROLLOUT.atStep(2).withWeight(100), NOW))
            .candidate(4, 4, 4, 4)
            .routed(100, true));
  }

  @Test
  void theFirstWeightWaitsUntilTheGatewayKnowsThePods() {
    Scene ready = new Scene().in(new State.Scaling(ROLLOUT, 0, NOW.plusSeconds(1))).candidate(1, 1);
    Plan learns = ready.plan();
    assertEquals("Scaling 1 0% | aaa=4 bbb=1 | home aaa route aaa:100 bbb:0", Scene.line(learns));
    Instant known = NOW.plus(Routed.DRAIN);
    assertEquals(Optional.of(known), learns.wakeAt());
    assertEquals(
        "Shifting 1 10% | aaa=4 bbb=1 | home aaa route aaa:90 bbb:10",
        Scene.line(ready.knows(learns.next()).plan(known)),
        "a deadline that ends meanwhile takes nothing back");
    assertEquals(
        "Aborting 1 0% | aaa=4 bbb=1 | home aaa route aaa:100",
        Scene.line(ready.candidate(1, 0).plan(known)),
        "pods that went again have no more time than they had");
  }

  @Test
  void aPodThatGoesWhileTheGatewayLearnsIsNoProgressWhenItComesAgain() {
    State four = new State.Scaling(ROLLOUT, 4, LATER);
    State.Scaling learns = (State.Scaling) new Scene().in(four).candidate(4, 1).plan().state();
    assertEquals(4, learns.progress());
  }

  @Test
  void aRouteToTheAppsServiceStaysUntilTheRevisionsOwnIsSeen() {
    Routed throughApp = new Routed(true, true, Map.of(), true, Optional.empty());
    says(
        "Scaling 1 0% | aaa=4 bbb=1 | home aaa route app",
        new Scene().stable(4, 4, 0, 4).routed(throughApp));
    says(
        "Scaling 1 0% | aaa=4 bbb=1 | home aaa route app",
        new Scene().stable(4, 4, 4, 4).routed(throughApp), "the gateway sees it later");
    Scene shifts = new Scene().in(shifting(0, 10)).routed(throughApp);
    says(
        "Shifting 1 10% | aaa=4 bbb=1 | home aaa route app",
        shifts.stable(4, 4, 0, 4).candidate(1, 1));
    says(
        "Shifting 1 10% | aaa=4 bbb=1 | home aaa route aaa:90 bbb:10",
        shifts.stable(4, 4, 4, 4).candidate(1, 1));
  }

  @Test
  void byReplicasTheNumbersAreTheShares() {
    Strategy byReplicas = Scene.canary(By.Replicas);
    says("Scaling 1 0% | aaa=4 bbb=1 | home all route app", new Scene().by(byReplicas));
    says(
        "Shifting 1 10% | aaa=3 bbb=1 | home all route app",
        new Scene().by(byReplicas).in(scaling(0, 0)).candidate(1, 1, 0, 1));
    says(
        "Observing 1 10% | aaa=3 bbb=1 | home all route app",
        new Scene().by(byReplicas).in(shifting(0, 10)).stable(3, 3, 0, 3).candidate(1, 1));
    says(
        "Aborting 2 0% | aaa=4 bbb=2 | home all route app",
        new Scene()
            .by(byReplicas)
            .in(observing(1, 50, false))
            .stable(2, 2, 0, 2)
            .candidate(2, 2)
            .problem(CRASH),
        "stable grows before the candidate goes");
  }

  @Test
  void blueGreenHasAllThePodsAndNoTraffic() {
    says(
        "Scaling 1 0% | aaa=4 bbb=4 | home aaa route aaa:100 bbb:0",
        new Scene().by(Scene.blueGreen(By.Route)));
    Plan ready = new Scene().by(Scene.blueGreen(By.Route)).in(scaling(0, 0)).candidate(4, 4).plan();
    assertEquals(Phase.AwaitingApproval, ready.phase());
    assertEquals(Optional.of(CANDIDATE), ready.traffic().preview());
    says(
        "Promoting 2 100% | aaa=4 bbb=4 | home bbb route app",
        new Scene()
            .by(Scene.blueGreen(By.Service))
            .routed(Routed.NONE)
            .in(observing(0, 0, true))
            .candidate(4, 4));
  }

  @Test
  void anAutoscaledStableKeepsWhatItHas() {
    says(
        "Scaling 1 0% | aaa=7-9 bbb=1-9 | home aaa route aaa:100 bbb:0",
        new Scene().asks(new Size.Autoscaled(2, 9)).stable(7, 7, 7, 7));
    says(
        "Idle | bbb=2-9 | home bbb route bbb:100",
        new Scene()
            .asks(new Size.Autoscaled(2, 9))
            .in(new State.Retiring(ROLLOUT.atStep(2).withWeight(100), NOW))
            .candidate(7, 7, 7, 7)
            .routed(100, true));
  }

  @Test
  void whatIsHeldStaysWhereItIs() {
    Scene frozen = new Scene().frozen(false);
    assertEquals("Waiting 1 0% | aaa=4 | home aaa route aaa:100", Scene.line(frozen.plan()));
    assertEquals(Phase.Paused, frozen.plan().phase());
    assertEquals(Optional.of(LATER), frozen.plan().wakeAt());
    assertEquals(Phase.Progressing, new Scene().queued().plan().phase());
    State ready = observing(0, 10, false);
    says(
        "Observing 1 10% | aaa=4 bbb=1 | home aaa route aaa:90 bbb:10",
        new Scene().in(ready).candidate(1, 1).routed(10, true).frozen(true), 60);
    says(
        "Scaling 2 10% | aaa=4 bbb=2 | home aaa route aaa:90 bbb:10",
        new Scene().in(ready).candidate(1, 1).routed(10, true).frozen(false), 60);
    says(
        "Aborting 1 0% | aaa=4 bbb=1 | home aaa route aaa:100",
        new Scene().in(ready).candidate(1, 1).routed(10, true).frozen(true).problem(CRASH),
        "a failure is given up all the same");
  }

  @Test
  void theMigrationComesFirst() {
    Migration runs = new Migration.Pending(Duration.ofMinutes(20), Optional.empty());
    says("Preparing 1 0% | aaa=4 | home aaa route aaa:100", new Scene().migration(runs));
    State preparing = new State.Preparing(ROLLOUT, NOW, LATER);
    says("Scaling 1 0% | aaa=4 bbb=1 | home aaa route aaa:100 bbb:0", new Scene().in(preparing));
    Why job = new Why(Reason.MigrationFailed, "job web-migrate: exit 1", "kubectl logs");
    Plan failed = new Scene().in(preparing).migration(failed(job, NOW)).plan();
    assertEquals("Aborted | aaa=4 | home aaa route aaa:100", Scene.line(failed));
    assertEquals(Reason.MigrationFailed, failed.why().reason());
    says(
        "Preparing 1 0% | aaa=4 | home aaa route aaa:100",
        new Scene().in(preparing).migration(failed(job, NOW.minusSeconds(1))));
    Plan late = new Scene().in(preparing).migration(runs).plan(LATER);
    assertEquals(Reason.MigrationFailed, late.why().reason());
  }

  private static Migration failed(Why why, Instant attempt) {
    return new Migration.Failed(why, Optional.of(attempt), Duration.ofMinutes(20));
  }
}
