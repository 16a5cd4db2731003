package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Migration;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.State.Aborted;
import dev.tideway.operator.domain.State.Preparing;
import dev.tideway.operator.domain.Why;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** The stage before a candidate has pods: its migration Job. */
final class Preparation {
  private Preparation() {}

  static State advance(Snapshot s, Preparing p, Instant now) {
    Rollout r = Start.counted(s, p.rollout());
    Optional<Why> failure = failure(s, p, now);
    if (failure.isPresent()) {
      // Without a stable revision there is nothing to go back to: it stays, and says why.
      return r.stable()
          .<State>map(
              stable ->
                  new Aborted(
                      stable,
                      r.candidate(),
                      OptionalInt.empty(),
                      OptionalInt.empty(),
                      failure.get()))
          .orElse(p.with(r));
    }
    boolean done = s.sight().migration() instanceof Migration.Done;
    return done && !Pauses.isHeld(s, r) ? Start.move(s, r, now) : p.with(r);
  }

  /** Why it can't go on. */
  static Optional<Why> failure(Snapshot s, Preparing p, Instant now) {
    return switch (s.sight().migration()) {
      case Migration.Failed f when !f.isOf(p.since()) -> tooLong(s, p, now);
      case Migration.Failed f -> Optional.of(StepWords.notMigrated(p.rollout(), f.why()));
      case Migration.Done d -> Optional.empty();
      case Migration.Pending m -> tooLong(s, p, now);
    };
  }

  private static Optional<Why> tooLong(Snapshot s, Preparing p, Instant now) {
    return now.isBefore(p.deadline())
        ? Optional.empty()
        : Optional.of(StepWords.migratesTooLong(s, p));
  }
}
