package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Limits;
import dev.tideway.operator.domain.Phase;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.State.Aborted;
import dev.tideway.operator.domain.State.Idle;
import dev.tideway.operator.domain.State.Rolling;
import dev.tideway.operator.domain.Target;
import dev.tideway.operator.domain.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Decides what to do about an app. Pure: no client, no clock, no log. */
public final class Planner {
  // Within it a registry's hiccup is over, and a wrong image is given up within 15 seconds.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Planner() {}

  /** The next thing to do about an app, given all that is known of it at {@code now}. */
  public static Plan plan(Snapshot s, Instant now) {
    State state =
        s.state()
            .map(known -> followSpec(s, known, now))
            // Whose status is lost may have pods: a restored backup, or an app that was orphaned.
            .orElseGet(() -> start(s, Optional.empty(), wanted(s), now));
    return switch (state) {
      case Idle idle -> rest(s, idle);
      case Aborted aborted -> retreat(s, aborted);
      case Rolling rolling -> roll(s, rolling, now);
    };
  }

  /** A spec that asks for another revision than before starts over with that one. */
  private static State followSpec(Snapshot s, State known, Instant now) {
    return switch (known) {
      case Idle i when asksFor(s, i.current()) -> i;
      case Idle i -> start(s, i.stable(), s.capacityOf(i.current()).wanted(), now);
      case Aborted a when asksFor(s, a.candidate()) -> a;
      case Aborted a ->
          start(s, a.stable(), a.total().orElse(s.capacityOf(a.current()).wanted()), now);
      case Rolling r when asksFor(s, r.candidate()) -> r;
      case Rolling r -> start(s, r.stable(), r.total(), now);
    };
  }

  private static Rolling start(Snapshot s, Optional<RevisionId> stable, int total, Instant now) {
    return new Rolling(
        stable,
        s.target(),
        s.size().total(total),
        0,
        now.plus(s.progressDeadline()),
        Optional.empty());
  }

  private static int wanted(Snapshot s) {
    return s.capacities().stream().mapToInt(Capacity::wanted).sum();
  }

  private static boolean asksFor(Snapshot s, RevisionId revision) {
    return s.target().sameAs(revision);
  }

  private static Plan rest(Snapshot s, Idle idle) {
    Capacity current = s.capacityOf(idle.current());
    return new Plan(
        idle,
        List.of(new Target(idle.current(), s.size())),
        phaseAtRest(current, s.size().total(current.wanted())),
        Words.atRest(current, s.size().total(current.wanted())),
        Optional.empty());
  }

  private static Phase phaseAtRest(Capacity current, int total) {
    if (current.serving() >= total) {
      return Phase.Ready;
    }
    boolean stuck = current.problem().isPresent() || current.serving() == 0;
    return stuck ? Phase.Degraded : Phase.Progressing;
  }

  private static Plan roll(Snapshot s, Rolling rolling, Instant now) {
    Rolling r = progressed(s, rolling, now);
    Capacity candidate = s.capacityOf(r.candidate());
    if (r.total() == 0 && !r.stable().filter(r.candidate()::sameAs).isPresent()) {
      return suspend(s, r);
    }
    if (candidate.wanted() >= r.total() && candidate.serving() >= r.total()) {
      return rest(s, new Idle(r.candidate()));
    }
    boolean overdue = !now.isBefore(r.deadline());
    boolean hopeless =
        candidate.problem().filter(Problem::fatal).isPresent()
            || r.trouble().filter(since -> !now.isBefore(since.plus(PATIENCE))).isPresent();
    if (r.refuge().isPresent() && (overdue || hopeless)) {
      Why why = Words.givenUp(candidate, r.refuge().get(), s.progressDeadline());
      return retreat(
          s, new Aborted(r.refuge().get(), r.candidate(), OptionalInt.of(r.total()), why));
    }
    return new Plan(
        r,
        s.mixable()
            ? move(s, r.candidate(), r.total(), r.refuge())
            : Mover.beside(candidate, s.others(r.candidate()), r.total()),
        hopeless || overdue ? Phase.Degraded : Phase.Progressing,
        overdue ? Words.overdue(s, r) : Words.whileRolling(s, r),
        wakeAt(r, now));
  }

  /**
   * Without pods there is no more to do, so the app counts as ready. But a candidate is promoted
   * only by pods that became ready: until it has some, stable remains what a failure goes back to,
   * and no deadline runs.
   */
  private static Plan suspend(Snapshot s, Rolling r) {
    return new Plan(
        r,
        move(s, r.candidate(), 0, Optional.empty()),
        Phase.Ready,
        Words.suspended(r),
        Optional.empty());
  }

  private static Optional<Instant> wakeAt(Rolling r, Instant now) {
    return Stream.concat(
            r.trouble().map(since -> since.plus(PATIENCE)).stream(), Stream.of(r.deadline()))
        .filter(now::isBefore)
        .min(Comparator.naturalOrder());
  }

  /** Takes over a new size, and moves the deadline when more candidate pods serve than ever. */
  private static Rolling progressed(Snapshot s, Rolling r, Instant now) {
    int total = s.size().total(r.total());
    int serving = s.capacityOf(r.candidate()).serving();
    // Whoever is scaled up from nothing begins anew.
    int progress = total == 0 || r.total() == 0 ? 0 : r.progress();
    boolean further = serving > progress || (r.total() == 0 && total > 0);
    return new Rolling(
        r.stable(),
        r.candidate(),
        total,
        total == 0 ? 0 : Math.max(serving, progress),
        further && total > 0 ? now.plus(s.progressDeadline()) : r.deadline(),
        trouble(s.capacityOf(r.candidate()), r, now));
  }

  private static Optional<Instant> trouble(Capacity candidate, Rolling r, Instant now) {
    return candidate
        .problem()
        .filter(problem -> problem.hope() == Problem.Hope.Seconds)
        .map(problem -> r.trouble().orElse(now));
  }

  private static Plan retreat(Snapshot s, Aborted aborted) {
    Capacity current = s.capacityOf(aborted.current());
    OptionalInt total = aborted.total().stream().map(s.size()::total).findFirst();
    if (total.isEmpty()
        || (s.others(aborted.current()).isEmpty() && current.serving() >= total.getAsInt())) {
      return aborted(
          new Aborted(aborted.current(), aborted.candidate(), OptionalInt.empty(), aborted.why()),
          List.of(new Target(aborted.current(), s.size())));
    }
    return aborted(
        new Aborted(aborted.current(), aborted.candidate(), total, aborted.why()),
        move(s, aborted.current(), total.getAsInt(), Optional.empty()));
  }

  private static Plan aborted(Aborted next, List<Target> targets) {
    return new Plan(next, targets, Phase.Aborted, next.why(), Optional.empty());
  }

  private static List<Target> move(
      Snapshot s, RevisionId destination, int total, Optional<RevisionId> refuge) {
    return Mover.towards(
        s.capacityOf(destination),
        s.others(destination),
        total,
        Limits.of(s.surge(), s.unavailable(), total),
        refuge);
  }
}
