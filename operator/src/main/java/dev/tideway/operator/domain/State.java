package dev.tideway.operator.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Where an app stands between two revisions. */
public sealed interface State {

  /** The revision that has served last, or serves now; empty until the first one is complete. */
  Optional<RevisionId> stable();

  /** The revision that takes over, or was given up. */
  Optional<RevisionId> candidate();

  /** The revision whose ports callers know: the stable one, or the first of all. */
  default RevisionId inService() {
    return switch (this) {
      case Promoting p -> p.rollout().candidate();
      case Retiring r -> r.rollout().candidate();
      case Idle _,
          Waiting _,
          Preparing _,
          Rolling _,
          Scaling _,
          Shifting _,
          Observing _,
          Aborting _,
          Aborted _ ->
          stable().or(this::candidate).orElseThrow();
    };
  }

  /** Its name, with one spelling for status, actions and docs. */
  default String stage() {
    return getClass().getSimpleName();
  }

  /** Every revision that is remembered. */
  default List<RevisionId> revisions() {
    return Stream.concat(stable().stream(), candidate().stream()).distinct().toList();
  }

  /** A candidate's way, stage by stage. */
  sealed interface Underway extends State {
    Rollout rollout();

    /** The same stage of another rollout. */
    Underway with(Rollout rollout);

    @Override
    default Optional<RevisionId> stable() {
      return rollout().stable();
    }

    @Override
    default Optional<RevisionId> candidate() {
      return Optional.of(rollout().candidate());
    }
  }

  /** A stage of a rollout that goes by steps. */
  sealed interface Stepping extends Underway {
    @Override
    Stepping with(Rollout rollout);
  }

  /** Nothing to move: the spec asks for the stable revision. */
  record Idle(RevisionId current) implements State {
    @Override
    public Optional<RevisionId> stable() {
      return Optional.of(current);
    }

    @Override
    public Optional<RevisionId> candidate() {
      return Optional.empty();
    }
  }

  /**
   * A candidate that may not start yet: a freeze, or its turn has not come.
   *
   * @param since when it began to wait, which decides whose turn is next
   */
  record Waiting(Rollout rollout, Instant since) implements Underway {
    @Override
    public Waiting with(Rollout next) {
      return new Waiting(next, since);
    }
  }

  /**
   * The migration Job runs; the candidate has no pods yet.
   *
   * @param since when it began; a Job that failed before that was another attempt's
   * @param deadline when it is given up
   */
  record Preparing(Rollout rollout, Instant since, Instant deadline) implements Underway {
    @Override
    public Preparing with(Rollout next) {
      return new Preparing(next, since, deadline);
    }
  }

  /**
   * A candidate takes over pod by pod. When the spec goes back to the stable revision half-way, the
   * candidate is the stable revision itself.
   *
   * @param progress most available candidate pods seen so far; a pod that comes and goes is no
   *     progress, so a crash loop can't push the deadline ahead of itself
   * @param deadline when the rollout is given up, unless it progresses before
   */
  record Rolling(Rollout rollout, int progress, Instant deadline) implements Underway {
    @Override
    public Rolling with(Rollout next) {
      return new Rolling(next, progress, deadline);
    }
  }

  /**
   * The candidate gets the pods that the step's weight needs.
   *
   * @param progress as in {@link Rolling}
   * @param deadline as in {@link Rolling}
   * @param until when the gateway has learnt of its first pods too; empty until they are there
   */
  record Scaling(Rollout rollout, int progress, Instant deadline, Optional<Instant> until)
      implements Stepping {
    /** One whose pods are not there yet. */
    public Scaling(Rollout rollout, int progress, Instant deadline) {
      this(rollout, progress, deadline, Optional.empty());
    }

    @Override
    public Scaling with(Rollout next) {
      return new Scaling(next, progress, deadline, until);
    }
  }

  /** The route was given the step's weight, and the gateway has not confirmed it. */
  record Shifting(Rollout rollout, Instant deadline) implements Stepping {
    @Override
    public Shifting with(Rollout next) {
      return new Shifting(next, deadline);
    }
  }

  /**
   * The candidate has the step's weight.
   *
   * @param since when the gateway confirmed it; later by as long as somebody held it beyond its
   *     step's hold
   * @param approved whether a Promote action has passed the gate
   */
  record Observing(Rollout rollout, Instant since, boolean approved) implements Stepping {
    @Override
    public Observing with(Rollout next) {
      return new Observing(next, since, approved);
    }
  }

  /** The candidate has all traffic from outside; the app's own Service turns over. */
  record Promoting(Rollout rollout, Instant deadline) implements Stepping {
    @Override
    public Promoting with(Rollout next) {
      return new Promoting(next, deadline);
    }
  }

  /**
   * The old revision stays at full size, to go back to at once.
   *
   * @param until when it goes
   */
  record Retiring(Rollout rollout, Instant until) implements Stepping {
    @Override
    public Retiring with(Rollout next) {
      return new Retiring(next, until);
    }
  }

  /**
   * All traffic goes back to the stable revision.
   *
   * @param failure why the candidate was given up; empty when a newer spec has replaced it
   * @param deadline when people are told that the gateway doesn't follow
   * @param until when requests under way have ended; empty until the gateway follows
   */
  record Aborting(Rollout rollout, Optional<Why> failure, Instant deadline, Optional<Instant> until)
      implements Stepping {
    @Override
    public Aborting with(Rollout next) {
      return new Aborting(next, failure, deadline, until);
    }
  }

  /**
   * The candidate was given up, and isn't tried again before the spec changes.
   *
   * @param current the revision that serves
   * @param failed the candidate
   * @param total pods to get back to; empty once they serve, when the spec alone decides again
   * @param step at which it was given up, from 0; empty when it did not go by steps
   * @param why the failure
   */
  record Aborted(
      RevisionId current, RevisionId failed, OptionalInt total, OptionalInt step, Why why)
      implements State {
    @Override
    public Optional<RevisionId> stable() {
      return Optional.of(current);
    }

    @Override
    public Optional<RevisionId> candidate() {
      return Optional.of(failed);
    }
  }
}
