package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.Split;
import dev.tideway.operator.domain.Target;
import dev.tideway.operator.domain.Traffic;
import dev.tideway.operator.rollout.Planner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Planners that plan as the real one does, but for one part of the plan. */
final class Misplan {
  private Misplan() {}

  /** Changes what a plan asks of one Deployment. */
  interface Change {
    Optional<Target> of(Snapshot s, Plan plan, Target target);
  }

  static BiFunction<Snapshot, Instant, Plan> targets(Change change) {
    return (s, now) -> {
      Plan p = Planner.plan(s, now);
      List<Target> changed =
          p.targets().stream().flatMap(t -> change.of(s, p, t).stream()).toList();
      return new Plan(p.next(), changed, p.traffic(), p.phase(), p.why(), p.wakeAt());
    };
  }

  static BiFunction<Snapshot, Instant, Plan> traffic(BiFunction<Snapshot, Plan, Traffic> change) {
    return (s, now) -> {
      Plan p = Planner.plan(s, now);
      return new Plan(p.next(), p.targets(), change.apply(s, p), p.phase(), p.why(), p.wakeAt());
    };
  }

  static Traffic split(Traffic t, Split split) {
    return new Traffic(t.home(), t.services(), Optional.of(split), t.preview());
  }

  static BiFunction<Snapshot, Instant, Plan> next(BiFunction<Memory, Instant, Memory> change) {
    return (s, now) -> {
      Plan p = Planner.plan(s, now);
      return new Plan(
          change.apply(p.next(), now), p.targets(), p.traffic(), p.phase(), p.why(), p.wakeAt());
    };
  }
}
