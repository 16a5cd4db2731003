package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State.Aborting;
import dev.tideway.operator.domain.State.Observing;
import dev.tideway.operator.domain.State.Promoting;
import dev.tideway.operator.domain.State.Retiring;
import dev.tideway.operator.domain.State.Scaling;
import dev.tideway.operator.domain.State.Shifting;
import dev.tideway.operator.domain.State.Stepping;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.domain.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Why a candidate has to be given up. */
final class Failures {
  // Within it a registry's hiccup is over, and a wrong image is given up within 15 seconds.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private Failures() {}

  /** Empty while there is hope, and time to wait for it. */
  static Optional<Why> of(Snapshot s, Stepping st, Instant now) {
    Rollout r = st.rollout();
    Capacity candidate = s.capacityOf(r.candidate());
    if (isHopeless(candidate, r, now)) {
      return Optional.of(Words.givenUp(candidate, r.stable().orElseThrow(), s.progressDeadline()));
    }
    return regressed(s, r);
  }

  /** Whether a problem is there that time won't mend. */
  static boolean isHopeless(Capacity candidate, Rollout r, Instant now) {
    return candidate.problem().filter(Problem::fatal).isPresent()
        || r.trouble().filter(since -> !now.isBefore(since.plus(PATIENCE))).isPresent();
  }

  /** Since when there is a problem that should be over in seconds. */
  static Optional<Instant> trouble(Snapshot s, Rollout r, Instant now) {
    return s.capacityOf(r.candidate())
        .problem()
        .filter(problem -> problem.hope() == Problem.Hope.Seconds)
        .map(problem -> r.trouble().orElse(now));
  }

  private static Optional<Why> regressed(Snapshot s, Rollout r) {
    return s.sight().verdict() instanceof Verdict.Regressed regressed
        ? Optional.of(StepWords.regressed(r, regressed.why()))
        : Optional.empty();
  }

  static boolean isOverdue(Snapshot s, Stepping st, Instant now) {
    return deadline(s, st).filter(at -> !now.isBefore(at)).isPresent();
  }

  /** When a stage is given up; empty where it has an end of its own, or somebody holds it. */
  static Optional<Instant> deadline(Snapshot s, Stepping st) {
    return switch (st) {
      case Scaling sc -> Optional.of(sc.deadline()).filter(at -> !Pauses.isHeld(s, sc.rollout()));
      case Shifting sh -> Optional.of(sh.deadline());
      case Observing o ->
          s.sight().verdict() instanceof Verdict.Inconclusive && !Pauses.isHeld(s, o.rollout())
              ? Optional.of(Stepper.holdEnd(s, o).plus(s.progressDeadline()))
              : Optional.empty();
      case Promoting p -> Optional.of(p.deadline());
      case Retiring r -> Optional.empty();
      case Aborting a -> Optional.empty();
    };
  }
}
