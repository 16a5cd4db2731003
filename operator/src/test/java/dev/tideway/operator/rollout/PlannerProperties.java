package dev.tideway.operator.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.operator.domain.Limits;
import dev.tideway.operator.domain.Phase;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Share;
import dev.tideway.operator.domain.Size;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PlannerProperties {
  private static final Problem BAD =
      new Problem(
          Reason.CrashLoopBackOff, "pod web-1", "exit 1", "kubectl logs web-1", Problem.Hope.None);

  @Property
  void anUpdateHoldsItsLimitsAndEnds(
      @ForAll long seed,
      @ForAll @IntRange(max = 30) int replicas,
      @ForAll @IntRange(max = 100) int surge,
      @ForAll @IntRange(max = 100) int unavailable) {
    World world = world(seed, replicas, surge, unavailable);
    world.settle(2 * replicas + 2);
    world.ask("v2");
    Plan plan = walk(world, replicas);
    assertEquals(Phase.Ready, plan.phase());
    assertEquals(replicas, world.wanted("v2"));
    assertEquals(0, world.wanted("v1"));
  }

  @Property
  void aChangeOfMindAtAnyMomentHoldsTheLimitsAndEndsAtTheNewest(
      @ForAll long seed,
      @ForAll @IntRange(max = 20) int replicas,
      @ForAll @IntRange(max = 40) int when,
      @ForAll boolean back) {
    World world = world(seed, replicas, 25, 25);
    world.settle(2 * replicas + 2);
    world.ask("v2");
    for (int i = 0; i < when; i++) {
      world.pass();
      world.tick();
    }
    String newest = back ? "v1" : "v3";
    world.ask(newest);
    Plan plan = walk(world, replicas);
    assertEquals(Phase.Ready, plan.phase());
    assertEquals(replicas, world.wanted(newest));
    assertEquals(replicas, world.wanted());
  }

  @Property
  void aFailureAtAnyMomentHoldsTheFloorAndReturnsToStable(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int replicas,
      @ForAll @IntRange(max = 30) int when) {
    World world = world(seed, replicas, 30, 0);
    world.settle(2 * replicas + 2);
    world.ask("v2").pass();
    for (int i = 0; i < Math.min(when, replicas - 1); i++) {
      world.tick();
      world.pass();
    }
    world.breakRevision("v2", BAD);
    Plan plan = walk(world, replicas);
    assertEquals(Phase.Aborted, plan.phase());
    assertEquals(replicas, world.wanted("v1"));
    assertEquals(0, world.wanted("v2"));
  }

  @Property
  void stableIsOnlyWhatOnceServedAtFullSize(
      @ForAll long seed,
      @ForAll @net.jqwik.api.constraints.Size(max = 40) List<@IntRange(max = 5) Integer> sizes) {
    World world = world(seed, 2, 25, 0);
    world.breakRevision("v2", BAD);
    world.settle(4);
    world.ask("v2");
    for (int replicas : sizes) {
      world.size = new Size.Fixed(replicas);
      assertEquals(Optional.of(world.revision("v1")), world.pass().state().stable());
      world.tick();
    }
  }

  /**
   * Walks to the end and asserts at every step that the app stays between its floor and ceiling.
   */
  private static Plan walk(World world, int replicas) {
    Limits limits = Limits.of(world.surge, world.unavailable, replicas);
    Plan plan = world.pass();
    for (int i = 0; i < 6 * replicas + 6; i++) {
      assertTrue(world.serving() >= replicas - limits.unavailable(), "below the floor");
      assertTrue(world.wanted() <= replicas + limits.surge(), "above the ceiling");
      world.tick();
      plan = world.pass();
    }
    return plan;
  }

  private static World world(long seed, int replicas, int surge, int unavailable) {
    World world = new World(seed);
    world.size = new Size.Fixed(replicas);
    world.surge = new Share.Percent(surge);
    world.unavailable = new Share.Percent(unavailable);
    return world;
  }
}
