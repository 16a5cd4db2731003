package dev.tideway.operator.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.operator.domain.Phase;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.Reason;
import org.junit.jupiter.api.Test;

/** Revisions whose pods one Service can not reach at once. */
class UnmixableTest {
  private static final Problem BAD_IMAGE =
      new Problem(
          Reason.ImagePullBackOff,
          "pod web-1",
          "not found",
          "kubectl describe pod web-1",
          Problem.Hope.None);

  @Test
  void podsThatCannotServeSideBySideTakeOverAllAtOnce() {
    World world = new World(1);
    world.settle(5);
    world.mixable = false;
    Plan plan = world.ask("v2").pass();
    assertEquals(3, world.wanted("v1"));
    assertEquals(3, world.wanted("v2"));
    assertEquals(
        "revision 2 (web:v2) has 0 of 3 pods ready; also serving: 3 of revision 1 (a port changed"
            + " both its name and its number, which one Service can't bridge: no old pod goes, and"
            + " no new one gets traffic, before all new ones are ready)",
        plan.why().text());
    world.tick();
    world.tick();
    world.pass();
    assertEquals(3, world.wanted("v1"));
    world.tick();
    assertEquals(Phase.Ready, world.pass().phase());
    assertEquals(0, world.wanted("v1"));
  }

  @Test
  void podsThatCannotServeSideBySideGoAtOnceWhenTheyFail() {
    World world = new World(1);
    world.settle(5);
    world.mixable = false;
    world.ask("v2").breakRevision("v2", BAD_IMAGE).pass();
    assertEquals(Phase.Aborted, world.pass().phase());
    assertEquals(3, world.wanted("v1"));
    assertEquals(0, world.wanted("v2"));
  }
}
