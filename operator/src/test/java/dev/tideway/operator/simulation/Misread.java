package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Migration;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Sight;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Step;
import dev.tideway.operator.domain.Strategy;
import dev.tideway.operator.domain.Strategy.Stepped;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.domain.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Ways to read a snapshot in which one part is not what it was. */
final class Misread {
  private Misread() {}

  static UnaryOperator<Snapshot> capacities(UnaryOperator<Capacity> change) {
    return sight(
        v ->
            seen(
                v,
                v.capacities().stream().map(change).toList(),
                v.routed(),
                v.migration(),
                v.verdict()));
  }

  static UnaryOperator<Snapshot> routed(UnaryOperator<Routed> change) {
    return sight(
        v -> seen(v, v.capacities(), change.apply(v.routed()), v.migration(), v.verdict()));
  }

  static UnaryOperator<Snapshot> migration(UnaryOperator<Migration> change) {
    return sight(
        v -> seen(v, v.capacities(), v.routed(), change.apply(v.migration()), v.verdict()));
  }

  static UnaryOperator<Snapshot> verdict(UnaryOperator<Verdict> change) {
    return sight(
        v -> seen(v, v.capacities(), v.routed(), v.migration(), change.apply(v.verdict())));
  }

  private static UnaryOperator<Snapshot> sight(UnaryOperator<Sight> change) {
    return s ->
        new Snapshot(
            s.app(), s.wish(), s.memory(), change.apply(s.sight()), s.requests(), s.hold());
  }

  private static Sight seen(
      Sight v, List<Capacity> capacities, Routed routed, Migration migration, Verdict verdict) {
    return new Sight(
        capacities, v.mixable(), v.named(), v.shared(), routed, migration, verdict, v.served());
  }

  static UnaryOperator<Snapshot> wish(UnaryOperator<Wish> change) {
    return s ->
        new Snapshot(
            s.app(), change.apply(s.wish()), s.memory(), s.sight(), s.requests(), s.hold());
  }

  static Wish with(Wish w, Strategy strategy, Duration progressDeadline) {
    return new Wish(w.target(), w.size(), strategy, w.surge(), w.unavailable(), progressDeadline);
  }

  static UnaryOperator<Snapshot> steps(UnaryOperator<Step> change) {
    return wish(
        w ->
            w.strategy() instanceof Stepped st
                ? with(
                    w,
                    new Stepped(
                        st.steps().stream().map(change).toList(), st.retireAfter(), st.by()),
                    w.progressDeadline())
                : w);
  }

  static UnaryOperator<Snapshot> memory(UnaryOperator<Memory> change) {
    return s ->
        new Snapshot(s.app(), s.wish(), s.memory().map(change), s.sight(), s.requests(), s.hold());
  }

  static UnaryOperator<Snapshot> hold(Function<Hold, Optional<Hold>> change) {
    return s ->
        new Snapshot(
            s.app(), s.wish(), s.memory(), s.sight(), s.requests(), s.hold().flatMap(change));
  }

  static State rollout(State state, UnaryOperator<Rollout> change) {
    return state instanceof State.Underway u ? u.with(change.apply(u.rollout())) : state;
  }
}
