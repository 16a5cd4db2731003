package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Phase;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.State.Aborted;
import dev.tideway.operator.domain.State.Aborting;
import dev.tideway.operator.domain.State.Idle;
import dev.tideway.operator.domain.State.Observing;
import dev.tideway.operator.domain.State.Preparing;
import dev.tideway.operator.domain.State.Retiring;
import dev.tideway.operator.domain.State.Rolling;
import dev.tideway.operator.domain.State.Scaling;
import dev.tideway.operator.domain.State.Stepping;
import dev.tideway.operator.domain.State.Underway;
import dev.tideway.operator.domain.State.Waiting;
import dev.tideway.operator.domain.Why;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What a state means to people, and what it asks of the cluster. */
final class Outlook {
  private Outlook() {}

  static Plan plan(Snapshot s, Memory memory, Instant now) {
    State state = memory.state();
    return new Plan(
        memory,
        Sizes.of(s, state),
        Flow.of(s, state),
        phase(s, state, now),
        why(s, memory, now),
        wakeAt(s, state, now));
  }

  private static Phase phase(Snapshot s, State state, Instant now) {
    return switch (state) {
      case Idle i -> atRest(s, i);
      case Aborted a -> Phase.Aborted;
      case Waiting w ->
          s.hold().filter(Hold::freeze).isPresent() ? Phase.Paused : Phase.Progressing;
      case Preparing p when Preparation.failure(s, p, now).isPresent() -> Phase.Degraded;
      case Rolling r when Roller.isSuspended(r) -> Phase.Ready;
      case Rolling r when isStuck(s, r, now) -> Phase.Degraded;
      case Aborting a -> a.failure().isPresent() ? Phase.Aborted : Phase.Progressing;
      case Observing o when Stepper.awaitsApproval(s, o, now) && !Pauses.isHeld(s, o.rollout()) ->
          Phase.AwaitingApproval;
      case Retiring r -> Phase.Progressing;
      case Underway u -> Pauses.isHeld(s, u.rollout()) ? Phase.Paused : Phase.Progressing;
    };
  }

  private static Phase atRest(Snapshot s, Idle idle) {
    Capacity current = s.capacityOf(idle.current());
    if (current.serving() >= s.size().total(current.wanted())) {
      return Phase.Ready;
    }
    boolean stuck = current.problem().isPresent() || current.serving() == 0;
    return stuck ? Phase.Degraded : Phase.Progressing;
  }

  private static boolean isStuck(Snapshot s, Rolling r, Instant now) {
    return Roller.isOverdue(s, r, now)
        || Failures.isHopeless(s.capacityOf(r.rollout().candidate()), r.rollout(), now);
  }

  private static Why why(Snapshot s, Memory memory, Instant now) {
    return switch (memory.state()) {
      case Idle i -> Words.atRest(s.capacityOf(i.current()), s.size(), memory.pin());
      case Aborted a -> a.why();
      case Waiting w -> StepWords.waiting(s, w);
      case Preparing p -> Preparation.failure(s, p, now).orElseGet(() -> StepWords.migrating(s, p));
      case Rolling r when Roller.isSuspended(r) -> Words.suspended(r);
      case Rolling r when Pauses.isHeld(s, r.rollout()) -> StepWords.held(s, r.rollout());
      case Rolling r ->
          Roller.isOverdue(s, r, now) ? Words.overdue(s, r) : Words.whileRolling(s, r);
      case Stepping st -> StepWords.of(s, st, now);
    };
  }

  private static Optional<Instant> wakeAt(Snapshot s, State state, Instant now) {
    Stream<Instant> own =
        switch (state) {
          case Idle i -> Stream.empty();
          case Aborted a -> Stream.empty();
          case Waiting w -> Stream.empty();
          case Preparing p -> Stream.of(p.deadline());
          case Rolling r when Roller.isSuspended(r) -> Stream.empty();
          case Rolling r -> Stream.of(r.deadline());
          case Observing o ->
              Stream.concat(Stream.of(Stepper.holdEnd(s, o)), Failures.deadline(s, o).stream());
          case Retiring r -> Stream.of(r.until());
          case Scaling sc -> Stream.concat(sc.until().stream(), Failures.deadline(s, sc).stream());
          case Aborting a -> Stream.concat(a.until().stream(), Stream.of(a.deadline()));
          case Stepping st -> Failures.deadline(s, st).stream();
        };
    Stream<Instant> patience =
        state instanceof Underway u
            ? u.rollout().trouble().stream().map(since -> since.plus(Failures.PATIENCE))
            : Stream.empty();
    Stream<Instant> hold =
        state instanceof Underway ? s.hold().flatMap(Hold::until).stream() : Stream.empty();
    return Stream.of(own, patience, hold, written(s, state, now))
        .flatMap(at -> at)
        .filter(now::isBefore)
        .min(Comparator.naturalOrder());
  }

  /** Not every gateway tells when it has read what is written now. */
  private static Stream<Instant> written(Snapshot s, State state, Instant now) {
    boolean waits = s.capacities().size() > 1;
    boolean writes =
        Flow.of(s, state)
            .split()
            .filter(split -> !s.routed().weights().equals(split.weights()))
            .isPresent();
    return waits && writes ? Stream.of(now.plus(Routed.DRAIN)) : Stream.empty();
  }
}
