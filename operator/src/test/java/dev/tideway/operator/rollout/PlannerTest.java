package dev.tideway.operator.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.operator.domain.Phase;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.State;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Problem BAD_IMAGE =
      new Problem(
          Reason.ImagePullBackOff,
          "pod web-1",
          "not found",
          "kubectl describe pod web-1",
          Problem.Hope.None);
  private static final Problem NO_ROOM =
      new Problem(
          Reason.Unschedulable,
          "pod web-1",
          "0/1 nodes",
          "kubectl describe pod web-1",
          Problem.Hope.Deadline);

  @Test
  void firstDeployGoesStraightToFullSize() {
    World world = new World(1);
    Plan plan = world.pass();
    assertEquals(3, world.wanted("v1"));
    assertEquals(Phase.Progressing, plan.phase());
    assertEquals(Optional.of(World.START.plus(World.DEADLINE)), plan.wakeAt());
    assertEquals("revision 1 (web:v1) has 0 of 3 pods ready", plan.why().text());
  }

  @Test
  void firstDeployThatFailsIsDegradedAndKeepsTrying() {
    World world = new World(1).breakRevision("v1", BAD_IMAGE);
    Plan plan = world.settle(5);
    assertEquals(Phase.Degraded, plan.phase());
    assertEquals(Reason.ImagePullBackOff, plan.why().reason());
    assertEquals(3, world.wanted("v1"));
    assertEquals(
        "revision 1 (web:v1) has 0 of 3 pods ready. pod web-1: ImagePullBackOff: not found."
            + " Next: kubectl describe pod web-1",
        plan.why().text());
  }

  @Test
  void updateMovesOnePodAtATimeAndEndsReady() {
    World world = new World(1);
    world.settle(5);
    world.ask("v2").pass();
    assertEquals(3, world.wanted("v1"));
    assertEquals(1, world.wanted("v2"));
    Plan plan = world.settle(8);
    assertEquals(Phase.Ready, plan.phase());
    assertEquals(0, world.wanted("v1"));
    assertEquals(3, world.wanted("v2"));
    assertEquals(Optional.of(world.revision("v2")), plan.state().stable());
  }

  @Test
  void badCandidateIsGivenUpAtOnce() {
    World world = new World(1);
    world.settle(5);
    world.ask("v2").breakRevision("v2", BAD_IMAGE).pass();
    Plan plan = world.pass();
    assertEquals(Phase.Aborted, plan.phase());
    assertEquals(0, world.wanted("v2"));
    assertEquals(3, world.wanted("v1"));
    assertEquals(
        "revision 2 (web:v2) was given up: pod web-1: ImagePullBackOff: not found."
            + " revision 1 (web:v1) serves."
            + " Next: kubectl describe pod web-1; then correct the spec and apply it.",
        plan.why().text());
    assertEquals(Phase.Aborted, world.settle(5).phase(), "not tried again");
    assertEquals(0, world.wanted("v2"));
  }

  @Test
  void aWaitThatCanEndIsGivenUpAtTheDeadline() {
    World world = new World(1);
    world.settle(5);
    world.ask("v2").breakRevision("v2", NO_ROOM).pass();
    assertEquals(Phase.Progressing, world.pass().phase());
    world.now = world.now.plus(World.DEADLINE);
    Plan plan = world.pass();
    assertEquals(Phase.Aborted, plan.phase());
    assertEquals(Reason.Unschedulable, plan.why().reason());
  }

  @Test
  void progressMovesTheDeadlineAndFlappingDoesNot() {
    World world = new World(1);
    world.size = new Size.Fixed(2);
    world.settle(5);
    world.ask("v2").pass();
    world.now = world.now.plusSeconds(60);
    world.tick();
    State.Rolling further = assertInstanceOf(State.Rolling.class, world.pass().state());
    assertEquals(world.now.plus(World.DEADLINE), further.deadline());
    world.now = world.now.plusSeconds(60);
    State.Rolling still = assertInstanceOf(State.Rolling.class, world.pass().state());
    assertEquals(further.deadline(), still.deadline());
  }

  @Test
  void aNewerSpecReplacesTheCandidateAndStableStays() {
    World world = new World(1);
    world.settle(5);
    world.ask("v2").pass();
    State.Rolling next = assertInstanceOf(State.Rolling.class, world.ask("v3").pass().state());
    assertEquals(Optional.of(world.revision("v1")), next.stable());
    assertEquals("v3", next.rollout().candidate().hash());
    assertEquals(Phase.Ready, world.settle(10).phase());
    assertEquals(3, world.wanted());
  }

  @Test
  void goingBackHalfWayEndsAtStableWithFullSize() {
    World world = new World(1);
    world.settle(5);
    world.ask("v2").pass();
    world.tick();
    world.pass();
    Plan plan = world.ask("v1").settle(8);
    assertEquals(Phase.Ready, plan.phase());
    assertEquals(3, world.wanted("v1"));
    assertEquals(3, world.wanted());
  }

  @Test
  void scaleIsLiveAtRestAndWhileRolling() {
    World world = new World(1);
    world.settle(5);
    world.size = new Size.Fixed(5);
    assertEquals(Phase.Ready, world.settle(3).phase());
    assertEquals(5, world.wanted("v1"));
    world.ask("v2").pass();
    world.size = new Size.Fixed(0);
    assertEquals(Phase.Ready, world.settle(3).phase());
    assertEquals(0, world.wanted());
  }

  @Test
  void anAutoscaledAppKeepsItsSizeThroughAnUpdate() {
    World world = new World(1);
    world.size = new Size.Autoscaled(2, 20);
    world.settle(5);
    world.size = new Size.Fixed(8); // the autoscaler's doing
    world.settle(10);
    world.size = new Size.Autoscaled(2, 20);
    world.ask("v2").pass();
    while (world.state.orElseThrow() instanceof State.Rolling r) {
      assertEquals(8, r.rollout().total());
      assertTrue(world.serving() >= 8, "capacity is held");
      world.tick();
      world.pass();
    }
    assertEquals(8, world.wanted("v2"));
  }

  @Test
  void whatServesIsNotShrunkWhenTheStatusIsLost() {
    World world = new World(1);
    world.size = new Size.Fixed(8); // the autoscaler's doing
    world.settle(10);
    world.size = new Size.Autoscaled(2, 20);
    world.state = Optional.empty();
    world.ask("v2").pass();
    assertEquals(8, world.serving());
    assertEquals(Phase.Ready, world.settle(12).phase());
    assertEquals(8, world.wanted("v2"));
  }

  @Test
  void aSizeThatChangesAfterAnAbortIsFollowed() {
    World world = new World(1);
    world.settle(5);
    world.ask("v2").breakRevision("v2", BAD_IMAGE).pass();
    assertEquals(Phase.Aborted, world.pass().phase());
    for (int replicas : new int[] {5, 1, 0, 4}) {
      world.size = new Size.Fixed(replicas);
      assertEquals(Phase.Aborted, world.settle(6).phase());
      assertEquals(replicas, world.wanted("v1"));
      assertEquals(0, world.wanted("v2"));
    }
    world.size = new Size.Autoscaled(2, 20);
    assertEquals(Phase.Aborted, world.settle(6).phase());
    assertEquals(4, world.wanted("v1"), "an autoscaler begins where the app was");
  }

  @Test
  void anUnhealthyFirstDeployIsNotGivenUpButSaysItIsLate() {
    World world = new World(1).breakRevision("v1", NO_ROOM);
    world.pass();
    world.now = world.now.plus(World.DEADLINE);
    Plan plan = world.pass();
    assertEquals(Phase.Degraded, plan.phase());
    assertEquals(Optional.empty(), plan.wakeAt(), "nothing more can time out");
    assertEquals(plan, world.pass());
    assertTrue(plan.why().message().contains("without progress for 10m"), plan.why().message());
  }

  @Test
  void atRestOnePassLikeTheOther() {
    World world = new World(1);
    Plan plan = world.settle(5);
    assertEquals(plan, world.pass());
  }

  @Test
  void aServingAppThatLosesAPodSaysSo() {
    World world = new World(1);
    world.settle(5);
    world.size = new Size.Fixed(4);
    world.pass();
    Plan plan = world.pass();
    assertEquals(Phase.Progressing, plan.phase());
    assertEquals(Reason.WaitingForPods, plan.why().reason());
    world.breakRevision("v1", NO_ROOM);
    assertEquals(Phase.Degraded, world.pass().phase());
  }

  @Test
  void scalingUpWhileACandidateIsStuckAddsPodsThatServe() {
    World world = new World(1);
    world.size = new Size.Fixed(4);
    world.settle(6);
    world.ask("v2").breakRevision("v2", NO_ROOM).pass();
    world.size = new Size.Fixed(8);
    for (int i = 0; i < 8; i++) {
      world.tick();
      world.pass();
    }
    assertEquals(8, world.serving());
    assertEquals(8, world.wanted("v1"));
    assertTrue(world.wanted() <= 8 + 2, "above the ceiling");
  }
}
