package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.simulation.Item.Fault;
import dev.tideway.operator.simulation.Writes.Write;
import java.util.Optional;
import java.util.stream.Collectors;

/** A trace's words: short, so that a run fits on a screen. */
final class Words {
  private Words() {}

  static String of(Plan plan) {
    State state = plan.state();
    String way =
        state instanceof State.Underway u
            ? " total %d, step %d, weight %d%s%s"
                .formatted(
                    u.rollout().total(),
                    u.rollout().step(),
                    u.rollout().weight(),
                    u.rollout().paused() ? ", paused" : "",
                    u.rollout().express() ? ", express" : "")
            : "";
    String targets =
        plan.targets().stream()
            .map(t -> t.revision().hash() + "=" + t.size())
            .collect(Collectors.joining(" "));
    return "%s %s → %s%s: %s; route %s, home %s"
        .formatted(
            state.stage(),
            state.stable().map(s -> s.hash()).orElse("-"),
            state.candidate().map(c -> c.hash()).orElse("-"),
            way,
            targets,
            plan.traffic().split().map(s -> s.weights().toString()).orElse("to the app"),
            plan.traffic().home().map(h -> h.hash()).orElse("all"));
  }

  static String of(Write write) {
    Optional<Things.Thing> seen = write.seen().flatMap(Store.Version::thing);
    Optional<Things.Thing> then = write.change().apply(seen);
    String what =
        switch (then.orElse(null)) {
          case null -> "nothing any more";
          case Things.App a -> "status";
          case Things.Action a -> a.answer().map(x -> x.message()).orElse("");
          case Things.Thing t -> t.toString();
        };
    return write.kind() + " " + write.name() + ": " + what;
  }

  static String of(Optional<Fault> fault) {
    return fault.map(f -> ", but " + f).orElse("");
  }
}
