package dev.tideway.operator.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.operator.domain.Phase;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.Reason;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Problems that are over in seconds or stay. */
class TroubleTest {
  private static final Problem NO_ANSWER =
      new Problem(
          Reason.ImagePullBackOff,
          "pod web-1",
          "i/o timeout",
          "kubectl describe pod web-1",
          Problem.Hope.Seconds);

  @Test
  void aProblemThatShouldBeOverInSecondsIsToldAtOnceAndEndsTheRolloutWhenItStays() {
    World world = new World(1);
    world.settle(5);
    world.ask("v2").breakRevision("v2", NO_ANSWER).pass();
    Plan plan = world.pass();
    assertEquals(Reason.ImagePullBackOff, plan.why().reason());
    assertEquals(Phase.Progressing, plan.phase());
    assertEquals(Optional.of(world.now.plusSeconds(5)), plan.wakeAt());
    world.now = world.now.plusSeconds(4);
    assertEquals(plan, world.pass(), "nothing to write meanwhile");
    world.now = world.now.plusSeconds(1);
    assertEquals(Phase.Aborted, world.pass().phase());
  }

  @Test
  void aProblemThatIsOverInSecondsLeavesTheDeadlineAsItWas() {
    World world = new World(1);
    world.settle(5);
    Optional<Instant> deadline = world.ask("v2").pass().wakeAt();
    world.breakRevision("v2", NO_ANSWER).pass();
    assertEquals(deadline, world.mend("v2").pass().wakeAt());
    world.now = world.now.plusSeconds(60);
    assertEquals(Phase.Progressing, world.breakRevision("v2", NO_ANSWER).pass().phase());
  }

  @Test
  void aFirstDeployWithSuchAProblemKeepsTryingAndNeedsNoTimer() {
    World world = new World(1).breakRevision("v1", NO_ANSWER);
    world.pass();
    Optional<Instant> deadline = Optional.of(World.START.plus(World.DEADLINE));
    world.pass();
    world.now = world.now.plusSeconds(5);
    Plan plan = world.pass();
    assertEquals(Phase.Degraded, plan.phase());
    assertEquals(deadline, plan.wakeAt());
  }
}
