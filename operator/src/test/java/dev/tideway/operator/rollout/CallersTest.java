package dev.tideway.operator.rollout;

import static dev.tideway.operator.rollout.Scene.CANDIDATE;
import static dev.tideway.operator.rollout.Scene.LATER;
import static dev.tideway.operator.rollout.Scene.NOW;
import static dev.tideway.operator.rollout.Scene.ROLLOUT;
import static dev.tideway.operator.rollout.Scene.says;
import static dev.tideway.operator.rollout.Stages.shifting;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.operator.domain.Migration;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Strategy;
import dev.tideway.operator.domain.Strategy.By;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No pod goes before its callers have turned, whatever happened in between. */
class CallersTest {
  private static final Strategy ROLLING = new Strategy.RollingUpdate();
  private static final State MOVING = new State.Rolling(ROLLOUT, 4, LATER);

  @Test
  void aCandidateStaysWhileTheAppsServiceLeadsToIt() {
    Scene back =
        new Scene()
            .in(new State.Aborting(ROLLOUT, Optional.empty(), LATER, Optional.of(NOW)))
            .routed(route(Map.of("aaa", 100), true));
    says(
        "Aborting 1 0% | aaa=4 bbb=2 | home aaa route aaa:100",
        back.candidate(2, 2, 2, 1),
        "whoever wrote the state down died before it turned the Service");
  }

  @Test
  void aRollingUpdateWaitsForEndpoints() {
    Scene moving = new Scene().by(ROLLING).routed(Routed.NONE).in(MOVING);
    says(
        "Rolling 1 0% | bbb=4 aaa=4 | home all route app",
        moving.candidate(4, 4, 0, 0), "ready, and reached by nobody");
    says("Idle | bbb=4 | home all route app", moving.candidate(4, 4, 0, 4), "seen");
  }

  @Test
  void aRollingUpdateWaitsUntilTheRouteNamesNobody() {
    Scene moving = new Scene().by(ROLLING).in(MOVING).candidate(4, 4, 0, 4);
    says(
        "Rolling 1 0% | bbb=4 aaa=4 | home all route app",
        moving.routed(route(Map.of("aaa", 100), true)),
        "a canary's route, whose strategy was changed");
    says(
        "Rolling 1 0% | bbb=4 aaa=4 | home all route app",
        moving.routed(route(Map.of(), false)), "the gateway may not follow yet");
    Plan late = moving.plan(LATER);
    assertEquals(Reason.RouteNotConfirmed, late.why().reason());
    assertEquals(
        "revision 2 (web:2) was given up: the gateway did not confirm within 10m"
            + " (spec.progressDeadline) that the route leads to Service web. revision 1 (web:1)"
            + " serves. Next: kubectl describe -n shop httproute web",
        late.why().text());
    says("Idle | bbb=4 | home all route app", moving.routed(route(Map.of(), true)), "it follows");
  }

  @Test
  void theServiceDoesNotTurnFromWhatComesFirst() {
    State scaling = new State.Scaling(ROLLOUT, 0, LATER);
    Scene none = new Scene().in(scaling).candidate(1, 0).routed(route(Map.of(), true));
    says(
        "Scaling 1 0% | aaa=4 bbb=1 | home aaa route app",
        none.stable(4, 0, 0, 0), "the candidate's pods are not for callers within the cluster");
    says(
        "Scaling 1 0% | aaa=4 bbb=1 | home all route app",
        none.shared(), "the app had 0 replicas: whichever pod is ready first answers");
    says(
        "Scaling 1 0% | aaa=4 bbb=1 | home aaa route app",
        none.stable(4, 1, 0, 1), "the stable revision is back");
  }

  @Test
  void whatSharedRequestsStaysUntilTheStableRevisionIsWhole() {
    Scene stepsGone =
        new Scene()
            .by(ROLLING)
            .in(new State.Aborting(ROLLOUT, Optional.empty(), LATER, Optional.of(NOW)))
            .routed(route(Map.of("aaa", 100), true))
            .candidate(1, 1)
            .stable(4, 3, 3, 3)
            .frozen(true);
    says("Aborting 1 0% | aaa=4 bbb=1 | home aaa route aaa:100", stepsGone, "one pod is missing");
    assertEquals(
        "Waiting 1 0% | aaa=4 | home all route app",
        Scene.line(stepsGone.plan(LATER)), "nobody waits for ever");
    says(
        "Waiting 1 0% | aaa=4 | home all route app", stepsGone.stable(4, 4, 4, 4), "all are there");
  }

  @Test
  void theServiceDoesNotTurnToPodsThatDied() {
    says(
        "Shifting 3 100% | aaa=4 bbb=4 | home aaa route bbb:100",
        new Scene().in(shifting(2, 100)).candidate(4, 0).routed(100, true),
        "they were ready when the weight was given");
  }

  @Test
  void stepsThatSomebodyChangesTakeNothingBack() {
    says(
        "Observing 2 60% | aaa=4 bbb=4 | home aaa route aaa:40 bbb:60",
        new Scene()
            .in(new State.Scaling(ROLLOUT.atStep(1).withWeight(60), 0, LATER))
            .candidate(3, 3)
            .routed(60, true),
        "a weight above its step's");
    says(
        "Scaling 3 50% | aaa=4 bbb=4 | home aaa route aaa:50 bbb:50",
        new Scene().in(shifting(2, 50)).candidate(2, 2).routed(50, true),
        "the steps that were left are gone: the last one comes as any other");
  }

  @Test
  void byReplicasNoneGoesForOneThatDoesNotServe() {
    says(
        "Observing 2 50% | aaa=4 bbb=2 | home all route app",
        new Scene()
            .by(Scene.canary(By.Replicas))
            .in(new State.Observing(ROLLOUT.atStep(1).withWeight(50), NOW, false))
            .candidate(2, 0, 0, 0),
        "a candidate whose pods died");
  }

  @Test
  void whatNeverServedAtFullSizeStaysDuringAMigration() {
    Rollout first = Rollout.of(Optional.empty(), CANDIDATE, 4);
    says(
        "Preparing 1 0% | aaa=4 | home all route app",
        new Scene()
            .in(new State.Preparing(first, NOW, LATER))
            .migration(new Migration.Pending(Duration.ofMinutes(1), Optional.empty())),
        "it may be all that there is");
  }

  @Test
  void aNewRouteLeadsToTheAppsServiceUntilTheRevisionsOwnIsSeen() {
    Routed none = new Routed(true, false, Map.of(), false, Optional.empty());
    says(
        "Scaling 1 0% | aaa=4 bbb=1 | home aaa route app",
        new Scene().stable(4, 4, 0, 4).routed(none), "or its first requests go nowhere");
  }

  @Test
  void atRestNothingGoesThatTheRouteStillLeadsTo() {
    Scene rest = new Scene().in(new State.Idle(CANDIDATE)).candidate(4, 4, 4, 4);
    says(
        "Idle | bbb=4 aaa=4 | home bbb route bbb:100",
        rest.routed(route(Map.of("aaa", 100), true)),
        "somebody led it back");
    says(
        "Idle | bbb=4 aaa=4 | home bbb route bbb:100",
        rest.routed(route(Map.of("bbb", 100), false)),
        "mended, and the gateway has not confirmed it");
    says(
        "Idle | bbb=4 | home bbb route bbb:100",
        rest.routed(route(Map.of("bbb", 100), true)),
        "confirmed");
  }

  @Test
  void atRestNothingGoesThatTheServiceStillLeadsTo() {
    Scene rest =
        new Scene()
            .in(new State.Idle(CANDIDATE))
            .candidate(4, 4, 4, 4)
            .routed(route(Map.of("bbb", 100), true));
    says(
        "Idle | bbb=4 aaa=4 | home bbb route bbb:100",
        rest.shared(),
        "whoever ended the rollout died before it turned the Service");
    says(
        "Idle | bbb=4 | home bbb route bbb:100",
        rest.stable(4, 4, 4, 0),
        "its callers have turned");
  }

  @Test
  void aCandidateThatSharesTheServiceKeepsWhatTheStableRevisionLacks() {
    says(
        "Shifting 1 10% | aaa=4 bbb=2 | home all route aaa:90 bbb:10",
        new Scene()
            .in(new State.Scaling(ROLLOUT, 0, LATER, Optional.of(Scene.NOW)))
            .shared()
            .stable(4, 2, 2, 2)
            .candidate(3, 3, 3, 3)
            .routed(0, true),
        "its step needs one, and callers within the cluster two");
  }

  private static Routed route(Map<String, Integer> weights, boolean confirmed) {
    return new Routed(true, true, weights, confirmed, Optional.empty());
  }
}
