package dev.tideway.operator.rollout;

import static dev.tideway.operator.rollout.Scene.CRASH;
import static dev.tideway.operator.rollout.Scene.LATER;
import static dev.tideway.operator.rollout.Scene.NOW;
import static dev.tideway.operator.rollout.Scene.ROLLOUT;
import static dev.tideway.operator.rollout.Scene.STABLE;
import static dev.tideway.operator.rollout.Scene.says;
import static dev.tideway.operator.rollout.Stages.observing;
import static dev.tideway.operator.rollout.Stages.stage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.operator.domain.Phase;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Strategy;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.domain.Why;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What gives a candidate up half way, and how its traffic goes back before its pods do. */
class WayBackTest {
  private static final RevisionId NEWER = new RevisionId("ccc", 3, "web:3");

  @Test
  void theWayBack() {
    State failing =
        new State.Aborting(
            ROLLOUT.atStep(1),
            Optional.of(Why.of(Reason.Regressed, "worse")),
            LATER,
            Optional.empty());
    says(
        "Aborting 2 0% | aaa=4 bbb=2 | home aaa route aaa:100",
        new Scene().in(observing(1, 50, false)).candidate(2, 2).routed(50, true).problem(CRASH));
    says(
        "Aborting 2 0% | aaa=4 bbb=2 | home aaa route aaa:100",
        new Scene().in(failing).candidate(2, 2).routed(50, true),
        "nothing goes before the gateway follows");
    Routed back = new Routed(true, true, Map.of("aaa", 100), true, Optional.empty());
    Plan draining = new Scene().in(failing).candidate(2, 2).routed(back).plan();
    assertEquals("Aborting 2 0% | aaa=4 bbb=2 | home aaa route aaa:100", Scene.line(draining));
    assertEquals(
        "Aborted | aaa=4 | home aaa route aaa:100",
        Scene.line(
            new Scene()
                .knows(draining.next())
                .candidate(2, 2)
                .routed(back)
                .plan(NOW.plus(Routed.DRAIN))));
    says(
        "Aborting 3 0% | aaa=4 bbb=4 | home aaa route aaa:100",
        switched().problem(CRASH), "after the switch too, while the old revision is there");
  }

  @Test
  void deadlines() {
    for (State late :
        new State[] {
          new State.Scaling(ROLLOUT, 0, NOW),
          new State.Shifting(ROLLOUT.withWeight(10), NOW),
          new State.Promoting(ROLLOUT.atStep(2).withWeight(100), NOW)
        }) {
      Plan plan = new Scene().in(late).candidate(1, 0).routed(0, false).plan();
      assertTrue(plan.state() instanceof State.Aborting, () -> late + " → " + plan.state());
      assertEquals(Phase.Aborted, plan.phase());
    }
    State open = observing(0, 10, false);
    Verdict unsure = new Verdict.Inconclusive("12 of 200 samples");
    Scene waiting = new Scene().in(open).candidate(1, 1).routed(10, true).verdict(unsure);
    assertEquals(Optional.of(NOW.plusSeconds(660)), waiting.plan(NOW.plusSeconds(60)).wakeAt());
    Plan given = waiting.plan(NOW.plusSeconds(660));
    assertEquals(Reason.NoVerdict, given.why().reason());
  }

  @Test
  void aMetricThatRegressesGivesTheCandidateUp() {
    Plan plan =
        new Scene()
            .in(observing(0, 10, false))
            .candidate(1, 1)
            .routed(10, true)
            .verdict(new Verdict.Regressed(Why.of(Reason.Regressed, "errors 4 % > 1 %")))
            .plan();
    assertEquals(
        "revision 2 (web:2) was given up: errors 4 % > 1 %. revision 1 (web:1) serves. Next:"
            + " correct the spec and apply it.",
        plan.why().text());
  }

  @Test
  void aNewerSpecTakesTheTrafficBackFirst() {
    says(
        "Aborting 2 0% | aaa=4 bbb=2 | home aaa route aaa:100",
        new Scene().in(observing(1, 50, false)).candidate(2, 2).routed(50, true).asks(NEWER));
    says(
        "Scaling 1 0% | aaa=4 ccc=1 | home aaa route aaa:100 ccc:0",
        new Scene()
            .in(new State.Aborting(ROLLOUT, Optional.empty(), LATER, Optional.of(NOW)))
            .routed(new Routed(true, true, Map.of("aaa", 100), true, Optional.empty()))
            .asks(NEWER));
    says(
        "Aborting 3 0% | aaa=4 bbb=4 | home aaa route aaa:100",
        switched().asks(STABLE), "the old spec goes back at once, while the old revision is there");
    says(
        "Scaling 1 0% | bbb=4 ccc=1 | home bbb route bbb:100 ccc:0",
        switched().asks(NEWER), "what has all the traffic is stable");
  }

  @Test
  void aStrategyThatChangesHalfWayStartsOver() {
    says(
        "Aborting 2 0% | aaa=4 bbb=2 | home aaa route aaa:100",
        new Scene()
            .by(new Strategy.RollingUpdate())
            .in(observing(1, 50, false))
            .candidate(2, 2)
            .routed(50, true));
  }

  /** All traffic goes to the candidate, and the old revision is still there. */
  private static Scene switched() {
    return new Scene().in(stage("Retiring")).candidate(4, 4, 4, 4).routed(100, true);
  }
}
