package dev.tideway.operator.rollout;

import static dev.tideway.operator.rollout.Scene.CANDIDATE;
import static dev.tideway.operator.rollout.Scene.STABLE;
import static dev.tideway.operator.rollout.Scene.answer;
import static dev.tideway.operator.rollout.Stages.stage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Pin;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Request.Kind;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which revision a rollback leads back to, and for how long. */
class RollbackTest {
  @ParameterizedTest(name = "to {1} while {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Idle     | 2 | - revision 2 (web:2) serves already
          Idle     | 1 | + back to revision 1 (web:1), until the spec changes
          Idle     | 7 | - no revision 7 has served; these have: 2, 1
          Aborted  | 2 | - revision 2 (web:2) was given up: Retry it
          Aborting | 2 | - revision 2 (web:2) is being given up: Retry it then
          Gate     | 2 | - revision 2 (web:2) is on its way already: PromoteFull skips the steps
          Gate     | 1 | + back to revision 1 (web:1), until the spec changes
          """)
  void aRollbackThatWouldChangeNothingIsRejected(String state, long to, String answer) {
    Scene scene = new Scene().in(stage(state)).candidate(4, 4).request(Kind.Rollback, 0, to, false);
    assertEquals(answer, answer(scene.plan()));
  }

  /** An override that leads back to what the spec asks for counts, too. */
  @Test
  void aRollbackToTheSpecsOwnRevisionSkipsStepsAndFreeze() {
    Memory pinned =
        new Memory(
            new State.Idle(STABLE),
            Optional.of(new Pin(STABLE, CANDIDATE.hash(), false)),
            Optional.empty(),
            List.of(),
            Optional.empty());
    Plan plan = new Scene().knows(pinned).frozen(true).request(Kind.Rollback, 0, 2, true).plan();
    assertEquals("+ back to revision 2 (web:2)", answer(plan));
    State.Scaling scaling = (State.Scaling) plan.state();
    assertEquals(2, scaling.rollout().step(), "the last");
    assertTrue(scaling.rollout().override());
  }

  @Test
  void aRollbackHoldsUntilTheSpecChanges() {
    Scene scene =
        new Scene()
            .in(stage("Idle"))
            .candidate(4, 4, 4, 4)
            .routed(100, true)
            .request(Kind.Rollback, 0, 1, false);
    Plan plan = scene.plan();
    assertEquals("+ back to revision 1 (web:1), until the spec changes", answer(plan));
    assertEquals(Optional.of(new Pin(STABLE, "bbb", false)), plan.next().pin());
    State.Scaling scaling = (State.Scaling) plan.state();
    assertEquals(STABLE, scaling.rollout().candidate());
    assertEquals(2, scaling.rollout().step(), "without steps: it has served before");
    Memory back = plan.next().with(new State.Idle(STABLE));
    assertTrue(new Scene().knows(back).plan().state() instanceof State.Idle, "it stays");
    RevisionId newer = new RevisionId("ccc", 3, "web:3");
    assertEquals(Optional.empty(), new Scene().knows(back).asks(newer).plan().next().pin());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          9 | - no revision 9 has served; these have: 2, 1
          2 | - revision 2 (web:2) serves already
          """)
  void aRollbackNeedsARevision(long to, String answer) {
    Scene scene =
        new Scene().in(stage("Idle")).candidate(4, 4).request(Kind.Rollback, 0, to, false);
    assertEquals(answer, answer(scene.plan()));
  }
}
