package dev.tideway.operator.rollout;

import static dev.tideway.operator.rollout.Scene.CANDIDATE;
import static dev.tideway.operator.rollout.Scene.LATER;
import static dev.tideway.operator.rollout.Scene.NOW;
import static dev.tideway.operator.rollout.Scene.answer;
import static dev.tideway.operator.rollout.Stages.stage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Migration;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Request.Kind;
import dev.tideway.operator.domain.Restart;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Why;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every action but a rollback in every stage: what is done, or why not. */
class SteeringTest {
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Promote     | Observing | + step 1 of 2 passed, its hold cut short
          Promote     | Gate      | + step 2 of 2 approved
          Promote     | Paused    | - it is paused: resume it first
          Promote     | Scaling   | - it waits at no gate: it is scaling; promote it once it is observed, or PromoteFull to skip the steps
          Promote     | Preparing | - it waits at no gate: it is preparing; promote it once it is observed, or PromoteFull to skip the steps
          Promote     | Rolling   | - a rolling update has no gate: it goes on by itself
          Promote     | Promoting | - it comes too late: revision 2 (web:2) has all the traffic already; Abort goes back
          Promote     | Retiring  | - it comes too late: revision 2 (web:2) has all the traffic already; Abort goes back
          Promote     | Aborting  | - it comes too late: revision 2 (web:2) is being given up
          Promote     | Aborted   | - revision 2 (web:2) was given up: Retry it
          PromoteFull | Observing | + the steps that are left are skipped
          PromoteFull | Scaling   | + the steps that are left are skipped
          PromoteFull | Preparing | + the steps that are left are skipped
          PromoteFull | Paused    | - it is paused: resume it first
          PromoteFull | Rolling   | - a rolling update has no steps to skip
          PromoteFull | Retiring  | - it comes too late: revision 2 (web:2) has all the traffic already; Abort goes back
          PromoteFull | Aborted   | - revision 2 (web:2) was given up: Retry it
          Pause       | Observing | + revision 2 (web:2) stays where it is
          Pause       | Rolling   | + revision 2 (web:2) stays where it is
          Pause       | Preparing | + revision 2 (web:2) stays where it is
          Pause       | Paused    | - it is paused already
          Pause       | First     | - there is no older revision that could serve meanwhile
          Pause       | Promoting | - it comes too late: revision 2 (web:2) has all the traffic already; Abort goes back
          Pause       | Aborted   | - revision 2 (web:2) was given up already
          Resume      | Paused    | + revision 2 (web:2) goes on
          Resume      | Observing | - it is not paused
          Resume      | Aborted   | - revision 2 (web:2) was given up: Retry it
          Abort       | Preparing | + all traffic goes back to revision 1 (web:1)
          Abort       | Rolling   | + all traffic goes back to revision 1 (web:1)
          Abort       | Scaling   | + all traffic goes back to revision 1 (web:1)
          Abort       | Retiring  | + all traffic goes back to revision 1 (web:1)
          Abort       | First     | - there is no older revision to go back to: correct the spec, or delete the app
          Abort       | Aborting  | - it is being given up already
          Abort       | Aborted   | - revision 2 (web:2) was given up already
          Retry       | Aborted   | + revision 2 (web:2) is tried once more
          Retry       | GoingBack | - its pods are still being taken back: try again in a moment
          Retry       | Observing | - a rollout is under way already
          Restart     | Observing | - a rollout is under way, which replaces the pods anyway
          Restart     | GoingBack | - its pods are moving: try again in a moment
          Restart     | Aborted   | + the pods of revision 1 (web:1) are replaced a few at a time
          """)
  void isAnswered(Kind action, String state, String answer) {
    Scene scene = new Scene().in(stage(state)).candidate(4, 3).request(action, 2, 0, false);
    assertEquals(answer, answer(scene.plan()));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Promote | - no rollout is under way
          PromoteFull | - no rollout is under way
          Pause | - no rollout is under way
          Resume | - no rollout is under way
          Abort | - no rollout is under way
          Retry | - nothing was given up: revision 2 (web:2) serves
          Restart | + the pods of revision 2 (web:2) are replaced a few at a time
          """)
  void atRest(Kind action, String answer) {
    Scene scene = new Scene().in(stage("Idle")).candidate(4, 4).request(action, 0, 0, false);
    assertEquals(answer, answer(scene.plan()));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Gate  | 1 | - it is meant for revision 1, but revision 2 (web:2) is the candidate: look at that one, and write revision: 2
          Idle  | 2 | - it is meant for revision 2, but that one serves already
          Idle  | 1 | - it is meant for revision 1, but no rollout is under way
          """)
  void anotherRevisionIsNeverMeant(String state, long revision, String answer) {
    Scene scene =
        new Scene().in(stage(state)).candidate(4, 4).request(Kind.Promote, revision, 0, false);
    assertEquals(answer, answer(scene.plan()));
  }

  @Test
  void anOverrideDoesNotJumpTheQueue() {
    Scene queued = new Scene().in(stage("Waiting")).queued();
    for (Kind kind : List.of(Kind.Promote, Kind.PromoteFull, Kind.Resume)) {
      queued.request(kind, 2, 0, true);
    }
    assertEquals(
        List.of("number 2"),
        queued.plan().next().answers().stream()
            .filter(a -> !a.applied())
            .map(a -> a.message().replaceAll(".*: ", ""))
            .distinct()
            .toList());
    assertEquals("Waiting", queued.plan().state().stage());
  }

  @Test
  void aFirstDeploysMigrationCanBeTriedAgain() {
    Rollout first = Rollout.of(Optional.empty(), CANDIDATE, 4);
    Migration failed =
        new Migration.Failed(
            new Why(Reason.MigrationFailed, "exit 1", "kubectl logs"),
            Optional.of(NOW),
            Duration.ofHours(2));
    Scene scene = new Scene().in(new State.Preparing(first, NOW, LATER)).migration(failed);
    assertEquals(Reason.MigrationFailed, scene.plan().why().reason());
    Plan again = scene.request(Kind.Retry, 2, 0, false).plan(NOW.plusSeconds(5));
    assertEquals("+ revision 2 (web:2) is tried once more", answer(again));
    State.Preparing preparing = (State.Preparing) again.state();
    assertEquals(NOW.plusSeconds(5), preparing.since());
    assertEquals(
        NOW.plusSeconds(5 + 600).plus(Duration.ofHours(2)),
        preparing.deadline(),
        "with all the time that a migration may take");
    assertEquals(Reason.Migrating, again.why().reason());
  }

  /** The action came with the very spec that replaces what it was meant for. */
  @Test
  void aCandidateThatWasReplacedAMomentAgoIsNotPromoted() {
    RevisionId newer = new RevisionId("ccc", 3, "web:3");
    Plan plan =
        new Scene()
            .in(stage("Gate"))
            .candidate(2, 2)
            .routed(50, true)
            .asks(newer)
            .request(Kind.Promote, 2, 0, false)
            .plan();
    assertEquals("- it comes too late: revision 2 (web:2) is being given up", answer(plan));
    assertEquals("Aborting 2 0% | aaa=4 bbb=2 | home aaa route aaa:100", Scene.line(plan));
  }

  @ParameterizedTest(name = "{0} {1} pauses running: {2} override: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Promote  | Waiting   | false | false | - frozen by jane; to act all the same, write override: true and a reason
          Promote  | Waiting   | false | true  | + it starts despite the freeze
          PromoteFull | Waiting | false | true | + it starts despite the freeze, and skips its steps
          Resume   | Waiting   | false | true  | + it starts despite the freeze
          Promote  | Gate      | false | false | + step 2 of 2 approved
          Promote  | Gate      | true  | false | - frozen by jane; to act all the same, write override: true and a reason
          Promote  | Gate      | true  | true  | + step 2 of 2 approved
          Resume   | Observing | true  | true  | + revision 2 (web:2) goes on
          Pause    | Gate      | true  | false | + revision 2 (web:2) stays where it is
          Abort    | Gate      | true  | false | + all traffic goes back to revision 1 (web:1)
          Retry    | Aborted   | false | false | - frozen by jane; to act all the same, write override: true and a reason
          Retry    | Aborted   | false | true  | + revision 2 (web:2) is tried once more
          Restart  | Aborted   | false | false | - frozen by jane; to act all the same, write override: true and a reason
          """)
  void inAFreeze(Kind action, String state, boolean pauses, boolean override, String answer) {
    Scene scene = new Scene().in(stage(state)).frozen(pauses).request(action, 2, 0, override);
    assertEquals(answer, answer(scene.plan()));
  }

  @Test
  void whatIsInTheQueueCannotBePromoted() {
    Scene scene = new Scene().in(stage("Waiting")).queued().request(Kind.Promote, 2, 0, false);
    assertEquals("- it has not started: revision 2 (web:2) waits: number 2", answer(scene.plan()));
  }

  @Test
  void aPromoteOpensTheGateItWasMeantForAndNoOther() {
    Plan plan =
        new Scene()
            .in(stage("Observing"))
            .candidate(4, 4)
            .routed(10, true)
            .request(Kind.Promote, 2, 0, false)
            .plan();
    assertEquals("Shifting 2 50% | aaa=4 bbb=2 | home aaa route aaa:50 bbb:50", Scene.line(plan));
    Plan gate =
        new Scene()
            .knows(plan.next())
            .candidate(2, 2)
            .routed(50, true)
            .request(Kind.Promote, 2, 0, false)
            .plan();
    assertTrue(
        gate.state() instanceof State.Observing o && !o.approved(),
        "the same action does not open the next gate");
  }

  @Test
  void anAbortSaysWho() {
    Plan plan =
        new Scene().in(stage("Gate")).candidate(2, 2).request(Kind.Abort, 2, 0, false).plan();
    assertEquals(Reason.AbortRequested, plan.why().reason());
    assertTrue(plan.why().message().contains("jane asked for it"), plan.why().message());
  }

  @Test
  void aRestartIsRemembered() {
    Plan plan =
        new Scene().in(stage("Idle")).candidate(4, 4).request(Kind.Restart, 0, 0, false).plan();
    assertEquals(Optional.of(new Restart("bbb", NOW)), plan.next().restart());
  }

  @Test
  void anActionIsAnsweredOnce() {
    Scene scene = new Scene().in(stage("Gate")).candidate(2, 2).request(Kind.Pause, 2, 0, false);
    Memory answered = scene.plan().next();
    assertEquals(1, answered.answers().size());
    assertEquals(1, scene.knows(answered).plan().next().answers().size());
  }
}
