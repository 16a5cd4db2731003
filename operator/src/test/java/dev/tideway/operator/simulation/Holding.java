package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Why;
import java.time.Instant;
import java.util.Optional;

/** A hold takes no time: what somebody held has its full deadline when it goes on. */
final class Holding {
  private Optional<Instant> last = Optional.empty();
  // Seen by a pass that may die before it has written so; then nobody can know of it any more.
  private Optional<Instant> unwritten = Optional.empty();

  void planned(Pass p) {
    boolean early =
        last.filter(at -> p.now().isBefore(at.plus(p.s().progressDeadline()))).isPresent();
    p.must(
        !(isTimed(p)
            && early
            && failure(p).filter(Reason.ProgressDeadlineExceeded::equals).isPresent()),
        Promise.GivenUpInTime,
        "has lost the time that it was held, until " + last);
    boolean held = p.rolloutNext().filter(p::isHeld).isPresent();
    unwritten = held ? Optional.of(p.now()) : Optional.empty();
    if (held && p.rolloutBefore().filter(Rollout::held).isPresent()) {
      last = unwritten;
    }
  }

  /** The status that the pass before said. */
  void written() {
    last = unwritten.or(() -> last);
  }

  private static boolean isTimed(Pass p) {
    return p.before()
        .filter(s -> s instanceof State.Scaling || s instanceof State.Rolling)
        .isPresent();
  }

  private static Optional<Reason> failure(Pass p) {
    return switch (p.next()) {
      case State.Aborted a -> Optional.of(a.why().reason());
      case State.Aborting a -> a.failure().map(Why::reason);
      default -> Optional.empty();
    };
  }
}
