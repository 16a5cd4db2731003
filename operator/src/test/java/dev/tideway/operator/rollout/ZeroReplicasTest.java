package dev.tideway.operator.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.operator.domain.Phase;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Size;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Apps that are switched off half-way. */
class ZeroReplicasTest {
  private static final Problem BAD_IMAGE =
      new Problem(
          Reason.ImagePullBackOff,
          "pod web-1",
          "not found",
          "kubectl describe pod web-1",
          Problem.Hope.None);

  @Test
  void aCandidateWithoutPodsIsNotPromotedAndNotTimedOut() {
    World world = new World(1);
    world.settle(5);
    world.ask("v2").breakRevision("v2", BAD_IMAGE);
    world.size = new Size.Fixed(0);
    Plan plan = world.settle(3);
    assertEquals(Phase.Ready, plan.phase());
    assertEquals(Optional.of(world.revision("v1")), plan.state().stable());
    assertEquals(Optional.empty(), plan.wakeAt());
    assertEquals(
        "revision 2 (web:v2) is scaled to 0; revision 1 (web:v1) stays stable until pods of"
            + " revision 2 are ready",
        plan.why().text());
    assertEquals(plan, world.pass(), "at rest one pass like the other");
    world.now = world.now.plus(World.DEADLINE).plus(World.DEADLINE);
    world.size = new Size.Fixed(2);
    assertEquals(Phase.Progressing, world.pass().phase(), "its time begins now");
    assertEquals(Phase.Aborted, world.settle(6).phase());
    assertEquals(2, world.wanted("v1"));
  }

  @Test
  void aCandidateThatIsScaledUpFromNothingIsPromotedByItsPods() {
    World world = new World(1);
    world.size = new Size.Fixed(0);
    assertEquals(Optional.empty(), world.settle(2).state().stable());
    world.size = new Size.Fixed(2);
    assertEquals(Optional.of(world.revision("v1")), world.settle(4).state().stable());
    world.ask("v2").pass();
    world.size = new Size.Fixed(0);
    world.settle(2);
    world.ask("v1");
    assertEquals("revision 1 (web:v1) is scaled to 0", world.settle(2).why().text());
    assertEquals(Optional.of(world.revision("v1")), world.pass().state().stable());
  }
}
