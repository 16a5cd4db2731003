package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.State.Aborting;
import dev.tideway.operator.domain.State.Observing;
import dev.tideway.operator.domain.State.Preparing;
import dev.tideway.operator.domain.State.Promoting;
import dev.tideway.operator.domain.State.Retiring;
import dev.tideway.operator.domain.State.Rolling;
import dev.tideway.operator.domain.State.Scaling;
import dev.tideway.operator.domain.State.Shifting;
import dev.tideway.operator.domain.State.Underway;
import dev.tideway.operator.domain.State.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether somebody holds a rollout where it is. */
final class Pauses {
  private Pauses() {}

  /** By a Pause action, or by a freeze that holds what is under way as well. */
  static boolean isHeld(Snapshot s, Rollout r) {
    return r.paused() || freeze(s, r).isPresent();
  }

  /** Where nothing older could serve meanwhile, a freeze would do more harm than the rollout. */
  static Optional<Hold> freeze(Snapshot s, Rollout r) {
    return s.hold()
        .filter(hold -> hold.freeze() && hold.pausesRunning() && !r.override())
        .filter(hold -> r.refuge().isPresent());
  }

  /** The same state, which remembers whether it is held, and has its full time when it goes on. */
  static State noted(Snapshot s, State state, Instant now) {
    if (!(state instanceof Underway u)) {
      return state;
    }
    boolean held = isHeld(s, u.rollout());
    Underway noted = u.with(u.rollout().withHeld(held));
    return u.rollout().held() && !held ? renewed(s, noted, now) : noted;
  }

  private static State renewed(Snapshot s, Underway u, Instant now) {
    Instant deadline = now.plus(s.progressDeadline());
    return switch (u) {
      case Rolling r -> new Rolling(r.rollout(), r.progress(), deadline);
      case Scaling sc -> new Scaling(sc.rollout(), sc.progress(), deadline, sc.until());
      case Observing o -> renewed(s, o, now);
      // Their clocks are those of a Job and of the gateway, which nobody holds.
      case Waiting w -> w;
      case Preparing p -> p;
      case Shifting sh -> sh;
      case Promoting p -> p;
      case Retiring r -> r;
      case Aborting a -> a;
    };
  }

  /** A verdict has its full time; a hold that is over isn't served twice. */
  private static Observing renewed(Snapshot s, Observing o, Instant now) {
    Instant end = Stepper.holdEnd(s, o);
    return end.isBefore(now)
        ? new Observing(o.rollout(), o.since().plus(Duration.between(end, now)), o.approved())
        : o;
  }
}
