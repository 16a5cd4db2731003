package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Snapshot;
import java.util.Optional;

/** Whether somebody holds a rollout where it is. */
final class Pauses {
  private Pauses() {}

  /** By a Pause action, or by a freeze that holds what is under way as well. */
  static boolean isHeld(Snapshot s, Rollout r) {
    return r.paused() || freeze(s, r).isPresent();
  }

  static Optional<Hold> freeze(Snapshot s, Rollout r) {
    return s.hold().filter(hold -> hold.freeze() && hold.pausesRunning() && !r.override());
  }
}
