package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Limits;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.State.Aborted;
import dev.tideway.operator.domain.State.Idle;
import dev.tideway.operator.domain.State.Rolling;
import dev.tideway.operator.domain.Target;
import dev.tideway.operator.domain.Why;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Replaces pod by pod, and moves back to the stable revision when the candidate fails. */
final class Roller {
  private Roller() {}

  static State advance(Snapshot s, Rolling before, Instant now) {
    Rolling r = progressed(s, before, now);
    Rollout rollout = r.rollout();
    Capacity candidate = s.capacityOf(rollout.candidate());
    if (isSuspended(r)) {
      return r;
    }
    if (before.rollout().total() == 0 && rollout.refuge().isPresent() && Start.isStepped(s)) {
      // Switched on again: the steps that there was no traffic for come now.
      return Start.move(s, rollout, now);
    }
    if (isTurned(s, r)
        && candidate.wanted() >= rollout.total()
        && candidate.serving() >= rollout.total()) {
      return new Idle(rollout.candidate());
    }
    if (rollout.refuge().isPresent()
        && (isOverdue(s, r, now) || Failures.isHopeless(candidate, rollout, now))) {
      return abort(s, r, Words.givenUp(s, r));
    }
    return r;
  }

  /** Gives the candidate up. */
  static Aborted abort(Snapshot s, Rolling r, Why why) {
    Rollout rollout = r.rollout();
    return new Aborted(
        rollout.refuge().orElseThrow(),
        rollout.candidate(),
        OptionalInt.of(rollout.total()),
        OptionalInt.empty(),
        why);
  }

  static State advance(Snapshot s, Aborted aborted) {
    Capacity current = s.capacityOf(aborted.current());
    OptionalInt total = aborted.total().stream().map(s.size()::total).findFirst();
    boolean back =
        total.isEmpty()
            || (s.others(aborted.current()).isEmpty() && current.serving() >= total.getAsInt());
    return new Aborted(
        aborted.current(),
        aborted.failed(),
        back ? OptionalInt.empty() : total,
        aborted.step(),
        aborted.why());
  }

  /**
   * Without pods there is no more to do, so the app counts as ready. But a candidate is promoted
   * only by pods that became ready: until it has some, stable remains what a failure goes back to,
   * and no deadline runs.
   */
  static boolean isSuspended(Rolling r) {
    return r.rollout().total() == 0 && r.stable().filter(r.rollout().candidate()::sameAs).isEmpty();
  }

  static boolean isOverdue(Snapshot s, Rolling r, Instant now) {
    return !now.isBefore(r.deadline()) && !Pauses.isHeld(s, r.rollout());
  }

  /**
   * Whether callers have turned to where the candidate is. A route may lead to one revision by its
   * name until the gateway has confirmed that it doesn't, as after a canary whose strategy was
   * changed; and ready pods are of no use before the Service's endpoints show them.
   */
  static boolean isTurned(Snapshot s, Rolling r) {
    return s.others(r.rollout().candidate()).isEmpty()
        || (isRouteTurned(s, r) && isShown(s, s.capacityOf(r.rollout().candidate())));
  }

  static boolean isRouteTurned(Snapshot s, Rolling r) {
    return !s.routed().exists() || leadsNowhereElse(s) || s.routed().follows(Flow.of(s, r).split());
  }

  // Where no revision has a Service of its own, no gateway can lead to one, however far behind.
  private static boolean leadsNowhereElse(Snapshot s) {
    return s.routed().weights().isEmpty() && !s.sight().named();
  }

  private static boolean isShown(Snapshot s, Capacity candidate) {
    return !s.mixable()
        || candidate.serving() == 0
        || candidate.home() > 0
        || s.others(candidate.revision()).stream().allMatch(c -> c.home() == 0);
  }

  static List<Target> targets(Snapshot s, Rolling r) {
    Rollout rollout = r.rollout();
    if (isSuspended(r)) {
      return move(s, rollout.candidate(), 0, Optional.empty());
    }
    if (Pauses.isHeld(s, rollout) && rollout.refuge().isPresent()) {
      return asTheyAre(s);
    }
    if (!s.mixable()) {
      return Mover.beside(
          s.capacityOf(rollout.candidate()), s.others(rollout.candidate()), rollout.total());
    }
    List<Target> moved = move(s, rollout.candidate(), rollout.total(), rollout.refuge());
    return isTurned(s, r) ? moved : withoutLoss(s, moved);
  }

  /** The same, but no revision has fewer pods than now. */
  private static List<Target> withoutLoss(Snapshot s, List<Target> targets) {
    return Stream.concat(
            targets.stream().map(Target::revision), s.capacities().stream().map(Capacity::revision))
        .distinct()
        .map(
            id ->
                new Target(
                    id, new Size.Fixed(Math.max(fixed(targets, id), s.capacityOf(id).wanted()))))
        .toList();
  }

  private static int fixed(List<Target> targets, RevisionId revision) {
    return targets.stream()
        .filter(t -> t.revision().sameAs(revision))
        .mapToInt(t -> t.size().total(0))
        .sum();
  }

  static List<Target> targets(Snapshot s, Aborted a) {
    return a.total().isEmpty()
        ? List.of(new Target(a.current(), s.size()))
        : move(s, a.current(), a.total().getAsInt(), Optional.empty());
  }

  static List<Target> asTheyAre(Snapshot s) {
    return s.capacities().stream()
        .map(c -> new Target(c.revision(), new Size.Fixed(c.wanted())))
        .toList();
  }

  /** Takes over a new size, and moves the deadline when more candidate pods serve than ever. */
  private static Rolling progressed(Snapshot s, Rolling r, Instant now) {
    Rollout rollout = r.rollout();
    int total = s.size().total(rollout.total());
    int serving = s.capacityOf(rollout.candidate()).serving();
    // Whoever is scaled up from nothing begins anew.
    int progress = total == 0 || rollout.total() == 0 ? 0 : r.progress();
    boolean further = serving > progress || (rollout.total() == 0 && total > 0);
    return new Rolling(
        rollout.withTotal(total).withTrouble(Failures.trouble(s, rollout, now)),
        total == 0 ? 0 : Math.max(serving, progress),
        further && total > 0 ? now.plus(s.progressDeadline()) : r.deadline());
  }

  private static List<Target> move(
      Snapshot s, RevisionId destination, int total, Optional<RevisionId> refuge) {
    return Mover.towards(
        s.capacityOf(destination),
        s.others(destination),
        total,
        Limits.of(s.wish().surge(), s.wish().unavailable(), total),
        refuge);
  }
}
