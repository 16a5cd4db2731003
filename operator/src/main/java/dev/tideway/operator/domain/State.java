package dev.tideway.operator.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Where an app stands between two revisions: all that the engine remembers from pass to pass. */
public sealed interface State {

  /** The revision that has served last, or serves now; empty until the first one is complete. */
  Optional<RevisionId> stable();

  /** The revision whose ports callers know: the stable one, or the first of all. */
  default RevisionId inService() {
    return switch (this) {
      case Idle i -> i.current();
      case Rolling r -> r.stable().orElse(r.candidate());
      case Aborted a -> a.current();
    };
  }

  /** Every revision that is remembered. */
  default List<RevisionId> revisions() {
    return switch (this) {
      case Idle i -> List.of(i.current());
      case Rolling r -> Stream.concat(r.stable().stream(), Stream.of(r.candidate())).toList();
      case Aborted a -> List.of(a.current(), a.candidate());
    };
  }

  /** Nothing to move: the spec asks for the stable revision. */
  record Idle(RevisionId current) implements State {
    @Override
    public Optional<RevisionId> stable() {
      return Optional.of(current);
    }
  }

  /**
   * A candidate takes over. When the spec goes back to the stable revision half-way, the candidate
   * is the stable revision itself.
   *
   * @param stable empty at the first deploy
   * @param candidate the revision that the spec asks for
   * @param total pods that all revisions hold together; remembered for apps that an autoscaler
   *     sizes, since the surge would otherwise raise the very size that it is measured against
   * @param progress most available candidate pods seen so far; a pod that comes and goes is no
   *     progress, so a crash loop can't push the deadline ahead of itself
   * @param deadline when the rollout is given up, unless it progresses before
   * @param trouble since when a problem is there that should be over in seconds
   */
  record Rolling(
      Optional<RevisionId> stable,
      RevisionId candidate,
      int total,
      int progress,
      Instant deadline,
      Optional<Instant> trouble)
      implements State {

    /** The revision to go back to when the candidate fails. */
    public Optional<RevisionId> refuge() {
      return stable.filter(s -> !s.sameAs(candidate));
    }
  }

  /**
   * The candidate was given up, and isn't tried again before the spec changes.
   *
   * @param current the revision that serves
   * @param candidate the revision that failed
   * @param total pods to get back to; empty once they serve, when the spec alone decides again
   * @param why the failure
   */
  record Aborted(RevisionId current, RevisionId candidate, OptionalInt total, Why why)
      implements State {
    @Override
    public Optional<RevisionId> stable() {
      return Optional.of(current);
    }
  }
}
