package dev.tideway.operator.rollout;

import static dev.tideway.operator.rollout.Scene.CANDIDATE;
import static dev.tideway.operator.rollout.Scene.LATER;
import static dev.tideway.operator.rollout.Scene.NOW;
import static dev.tideway.operator.rollout.Scene.ROLLOUT;
import static dev.tideway.operator.rollout.Scene.STABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Request;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Strategy;
import dev.tideway.operator.domain.Strategy.By;
import dev.tideway.operator.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever is held loses nothing by it, and whoever nobody holds gets to an end. */
class HeldTest {
  private static final Instant MUCH_LATER = LATER.plus(Duration.ofHours(8));
  private static final Strategy ROLLING = new Strategy.RollingUpdate();
  private static final State SCALING = new State.Scaling(ROLLOUT, 0, LATER);

  @Test
  void aFreezeOfANightLeavesACandidateItsFullTime() {
    Plan night = new Scene().in(SCALING).candidate(1, 0).frozen(true).plan(MUCH_LATER);
    assertEquals("Scaling", night.state().stage());
    Plan morning = new Scene().knows(night.next()).candidate(1, 0).plan(MUCH_LATER.plusSeconds(60));
    State.Scaling goesOn = (State.Scaling) morning.state();
    assertEquals(MUCH_LATER.plusSeconds(660), goesOn.deadline());
    assertEquals(
        goesOn,
        new Scene().knows(morning.next()).candidate(1, 0).plan(MUCH_LATER.plusSeconds(61)).state(),
        "once");
  }

  @Test
  void soDoesAPauseOfARollingUpdate() {
    State paused = new State.Rolling(ROLLOUT.withPaused(true), 1, LATER);
    Scene scene = new Scene().by(ROLLING).routed(Routed.NONE).candidate(2, 1, 0, 1);
    Plan held = scene.in(paused).plan(MUCH_LATER);
    assertEquals("Rolling", held.state().stage());
    Plan resumed =
        scene.knows(held.next()).request(Request.Kind.Resume, 2, 0, false).plan(MUCH_LATER);
    assertEquals(
        MUCH_LATER.plus(Duration.ofMinutes(10)), ((State.Rolling) resumed.state()).deadline());
  }

  @Test
  void aVerdictHasItsFullTimeAfterAFreeze() {
    State observing = new State.Observing(ROLLOUT.withWeight(10), NOW, false);
    Scene scene =
        new Scene().candidate(1, 1).routed(10, true).verdict(new Verdict.Inconclusive("no data"));
    Plan held = scene.in(observing).frozen(true).plan(MUCH_LATER);
    assertEquals("Observing", held.state().stage(), "nobody waits for a verdict in a freeze");
    Scene after =
        new Scene()
            .candidate(1, 1)
            .routed(10, true)
            .verdict(new Verdict.Inconclusive("no data"))
            .knows(held.next());
    assertEquals("Observing", after.plan(MUCH_LATER.plusSeconds(599)).state().stage());
    assertEquals(
        Reason.NoVerdict,
        after
            .knows(after.plan(MUCH_LATER).next())
            .plan(MUCH_LATER.plusSeconds(601))
            .why()
            .reason());
  }

  @Test
  void aFirstDeployIsNotFrozen() {
    Rollout first = Rollout.of(Optional.empty(), CANDIDATE, 4);
    Plan plan =
        new Scene()
            .in(new State.Rolling(first, 0, LATER))
            .routed(Routed.NONE)
            .frozen(true)
            .candidate(1, 0)
            .plan();
    assertEquals(Reason.RollingUpdate, plan.why().reason());
  }

  @Test
  void whatCameInTimeCountsHoweverLateSomebodyLooks() {
    Scene ready = new Scene().in(SCALING).candidate(1, 1);
    Instant known = MUCH_LATER.plus(Routed.DRAIN);
    assertEquals(
        "Shifting 1 10% | aaa=4 bbb=1 | home aaa route aaa:90 bbb:10",
        Scene.line(ready.knows(ready.plan(MUCH_LATER).next()).plan(known)));
    assertEquals(
        "Observing",
        new Scene()
            .in(new State.Shifting(ROLLOUT.withWeight(10), LATER))
            .candidate(1, 1)
            .routed(10, true)
            .plan(MUCH_LATER)
            .state()
            .stage());
  }

  @Test
  void whoWaitsFollowsTheStableRevisionsAutoscaler() {
    Plan plan =
        new Scene()
            .by(ROLLING)
            .routed(Routed.NONE)
            .asks(new Size.Autoscaled(2, 20))
            .in(new State.Waiting(ROLLOUT.withTotal(4), NOW))
            .stable(12, 12, 0, 12)
            .plan();
    assertEquals("Rolling 1 0% | bbb=3 aaa=12 | home all route app", Scene.line(plan));
  }

  @Test
  void aWayBackEndsWithWhatThereIs() {
    State aborting =
        new State.Aborting(ROLLOUT.withTotal(4), Optional.empty(), LATER, Optional.empty());
    Scene noRoom =
        new Scene()
            .by(Scene.canary(By.Replicas))
            .routed(Routed.NONE)
            .asks(STABLE)
            .in(aborting)
            .stable(4, 3, 0, 3)
            .candidate(1, 1, 0, 1);
    assertEquals("Aborting 1 0% | aaa=4 bbb=1 | home all route app", Scene.line(noRoom.plan()));
    assertEquals("Idle | aaa=4 | home all route app", Scene.line(noRoom.plan(LATER)));
  }

  @Test
  void podsOfTheWayBackLeaveOneByOneBehindOneService() {
    State aborting =
        new State.Aborting(ROLLOUT.withTotal(4), Optional.empty(), LATER, Optional.empty());
    assertEquals(
        "Aborting 1 0% | aaa=4 bbb=1 | home all route app",
        Scene.line(
            new Scene()
                .by(Scene.canary(By.Replicas))
                .routed(Routed.NONE)
                .asks(STABLE)
                .in(aborting)
                .stable(4, 3, 0, 3)
                .candidate(2, 2, 0, 2)
                .plan()));
  }

  @Test
  void whereNothingIsLeftToGoBackToTheNextSpecTakesOver() {
    var third = new RevisionId("ccc", 3, "web:3");
    State aborting =
        new State.Aborting(ROLLOUT.withTotal(4), Optional.empty(), LATER, Optional.empty());
    Scene dead =
        new Scene()
            .by(Scene.canary(By.Replicas))
            .routed(Routed.NONE)
            .asks(third)
            .stable(4, 0, 0, 0)
            .candidate(2, 2, 0, 2);
    assertEquals("Aborting", dead.in(aborting).plan().state().stage());
    assertEquals(
        "Rolling 1 0% | ccc=0 aaa=2 bbb=2 | home all route app",
        Scene.line(dead.in(aborting).plan(LATER)));
    State returning = new State.Rolling(Rollout.of(Optional.of(STABLE), STABLE, 4), 0, LATER);
    assertEquals("Rolling", dead.in(returning).plan().state().stage());
    assertEquals(third, dead.in(returning).plan(LATER).state().candidate().orElseThrow());
  }

  @Test
  void whoWroteARouteLooksAgainWhereNoGatewayTells() {
    Plan shifts = new Scene().in(SCALING).candidate(1, 1).plan();
    assertEquals(Optional.of(NOW.plusSeconds(2)), shifts.wakeAt());
    assertEquals(
        Optional.empty(),
        new Scene()
            .in(new State.Idle(CANDIDATE))
            .candidate(4, 4, 4, 4)
            .routed(100, true)
            .queued()
            .plan()
            .wakeAt(),
        "and who is at rest doesn't look at the queue");
  }

  @Test
  void aRollingUpdateNeedsNoGatewayWhereNoRevisionHasAService() {
    Routed deaf = new Routed(true, true, Map.of(), false, Optional.empty());
    Scene scene =
        new Scene()
            .by(ROLLING)
            .routed(deaf)
            .in(new State.Rolling(ROLLOUT, 4, LATER))
            .candidate(4, 4, 0, 4);
    assertEquals("Rolling", scene.plan().state().stage());
    assertEquals("Idle", scene.unnamed().plan().state().stage());
  }

  @Test
  void answersAreKeptWhileTheirActionsLookOpen() {
    Scene scene = new Scene().in(new State.Idle(CANDIDATE)).candidate(4, 4, 4, 4);
    for (int i = 0; i < 13; i++) {
      scene.request(Request.Kind.Abort, 0, 0, false);
    }
    Memory last = scene.plan().next();
    for (int i = 0; i < 5; i++) {
      last = scene.knows(last).plan().next();
    }
    assertEquals(10, last.answers().size());
    assertEquals("uid0", last.answers().getLast().request().uid(), "none was pushed out");
  }
}
