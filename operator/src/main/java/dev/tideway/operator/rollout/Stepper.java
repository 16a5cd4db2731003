package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.Split;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.State.Aborted;
import dev.tideway.operator.domain.State.Aborting;
import dev.tideway.operator.domain.State.Idle;
import dev.tideway.operator.domain.State.Observing;
import dev.tideway.operator.domain.State.Promoting;
import dev.tideway.operator.domain.State.Retiring;
import dev.tideway.operator.domain.State.Rolling;
import dev.tideway.operator.domain.State.Scaling;
import dev.tideway.operator.domain.State.Shifting;
import dev.tideway.operator.domain.State.Stepping;
import dev.tideway.operator.domain.Step;
import dev.tideway.operator.domain.Strategy.By;
import dev.tideway.operator.domain.Strategy.Stepped;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.domain.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Takes a candidate from step to step, and its traffic back when it fails. */
final class Stepper {
  private Stepper() {}

  /**
   * The stage after this one, or the same with what was noted meanwhile.
   *
   * @param asked the revision that the app shall have
   */
  static State advance(Snapshot s, Stepping state, RevisionId asked, Instant now) {
    Stepping st = state.with(noted(s, state, now));
    Rollout r = st.rollout();
    if (st instanceof Aborting a) {
      return advance(s, a, asked, now);
    }
    Optional<Why> failure = Failures.of(s, st, now);
    if (failure.isPresent()) {
      return giveBack(s, r, failure, now);
    }
    if (r.total() == 0) {
      return new Rolling(r.withWeight(0), 0, now.plus(s.progressDeadline()));
    }
    State next =
        switch (st) {
          case Scaling sc -> advance(s, sc, now);
          case Shifting sh -> advance(s, sh, now);
          case Observing o -> advance(s, o, now);
          case Promoting p -> advance(s, p, now);
          case Retiring re -> now.isBefore(re.until()) ? re : new Idle(r.candidate());
          case Aborting a -> a;
        };
    // Only now: what was done in time counts, however late somebody looks.
    return next instanceof Stepping same && Failures.isOverdue(s, same, now)
        ? giveBack(s, same.rollout(), Optional.of(StepWords.overdue(s, same)), now)
        : next;
  }

  /** Gives all traffic back to the stable revision. */
  static Aborting giveBack(Snapshot s, Rollout r, Optional<Why> failure, Instant now) {
    return new Aborting(
        r.withWeight(0).withPaused(false),
        failure,
        now.plus(s.progressDeadline()),
        Optional.empty());
  }

  static Stepped strategy(Snapshot s) {
    return s.wish().strategy() instanceof Stepped stepped
        ? stepped
        : new Stepped(List.of(), Duration.ZERO, s.routed().wanted() ? By.Route : By.Service);
  }

  /** When a step's hold ends. */
  static Instant holdEnd(Snapshot s, Observing o) {
    return o.since().plus(strategy(s).at(o.rollout().step()).hold());
  }

  /** Whether nothing but a Promote action keeps a candidate at its step. */
  static boolean awaitsApproval(Snapshot s, Observing o, Instant now) {
    return strategy(s).at(o.rollout().step()).approval()
        && !o.approved()
        && !o.rollout().express()
        && !now.isBefore(holdEnd(s, o))
        && s.sight().verdict() instanceof Verdict.Passed;
  }

  private static Rollout noted(Snapshot s, Stepping st, Instant now) {
    Rollout r = st.rollout();
    int pods =
        s.size() instanceof Size.Autoscaled
            ? Math.max(r.total(), s.capacityOf(st.inService()).wanted())
            : r.total();
    return r.withTotal(s.size().total(pods)).withTrouble(Failures.trouble(s, r, now));
  }

  private static State advance(Snapshot s, Scaling sc, Instant now) {
    Rollout r = sc.rollout();
    Capacity candidate = s.capacityOf(r.candidate());
    Step step = strategy(s).at(r.step());
    if (!Pauses.isHeld(s, r) && has(s, candidate, Sizes.needed(s, r, r.step()))) {
      // Somebody may have changed the steps: that takes nothing back.
      int weight = Math.max(step.weight(), r.weight());
      Instant known = sc.until().orElse(now.plus(learning(s, r, weight)));
      if (now.isBefore(known)) {
        // Pods that came in time are not given up for what the gateway takes.
        Instant deadline = sc.deadline().isAfter(known) ? sc.deadline() : known;
        int progress = Math.max(sc.progress(), candidate.serving());
        return new Scaling(r, progress, deadline, Optional.of(known));
      }
      return weight == r.weight() && !strategy(s).isLast(r.step())
          ? new Observing(r, now, false)
          : new Shifting(r.withWeight(weight), now.plus(s.progressDeadline()));
    }
    return candidate.serving() > sc.progress()
        ? new Scaling(r, candidate.serving(), now.plus(s.progressDeadline()), sc.until())
        : sc;
  }

  /**
   * A gateway watches routes and endpoints separately: one that reads of a weight before it reads
   * of the first endpoint answers 503.
   */
  private static Duration learning(Snapshot s, Rollout r, int weight) {
    boolean first =
        strategy(s).by() == By.Route
            && s.routed().wanted()
            && s.routed().weights().getOrDefault(r.candidate().hash(), 0) == 0;
    return first && weight > 0 ? s.routed().settle() : Duration.ZERO;
  }

  /** Seen by those who are about to call them, too: callers follow endpoints, not Deployments. */
  private static boolean has(Snapshot s, Capacity candidate, int pods) {
    boolean seen =
        switch (strategy(s).by()) {
          case Route -> !s.routed().wanted() || candidate.reachable() >= pods;
          case Replicas -> candidate.home() >= pods;
          case Service -> true;
        };
    return candidate.serving() >= pods && seen;
  }

  private static State advance(Snapshot s, Shifting sh, Instant now) {
    Rollout r = sh.rollout();
    if (!isShifted(s, sh)) {
      return sh;
    }
    if (!strategy(s).isLast(r.step())) {
      return new Observing(r, now, false);
    }
    if (r.weight() < Step.LAST.weight()) {
      // Somebody took steps away meanwhile, so that the last one comes sooner.
      return new Scaling(r, 0, now.plus(s.progressDeadline()));
    }
    if (strategy(s).by() == By.Replicas) {
      return new Idle(r.candidate());
    }
    return isAsStrong(s, r) ? new Promoting(r, now.plus(s.progressDeadline())) : sh;
  }

  // Its pods may have died since they were counted, and callers within the cluster are still with
  // the stable revision.
  static boolean isAsStrong(Snapshot s, Rollout r) {
    int stable = s.capacityOf(r.stable().orElseThrow()).serving();
    return s.capacityOf(r.candidate()).serving() >= Math.min(r.total(), stable);
  }

  private static boolean isShifted(Snapshot s, Shifting sh) {
    Rollout r = sh.rollout();
    return switch (strategy(s).by()) {
      case Route -> isShifted(s, Flow.of(s, sh).split());
      case Service -> true;
      case Replicas -> s.capacityOf(r.stable().orElseThrow()).wanted() <= Sizes.left(s, r);
    };
  }

  // As long as the route leads to the app's own Service it has no weights to confirm.
  private static boolean isShifted(Snapshot s, Optional<Split> split) {
    return !s.routed().wanted() || (split.isPresent() && s.routed().follows(split));
  }

  private static State advance(Snapshot s, Observing o, Instant now) {
    Rollout r = o.rollout();
    boolean passed = s.sight().verdict() instanceof Verdict.Passed;
    boolean gateOpen = !strategy(s).at(r.step()).approval() || o.approved() || r.express();
    boolean held = now.isBefore(holdEnd(s, o)) && !o.approved() && !r.express();
    if (Pauses.isHeld(s, r) || !passed || !gateOpen || held) {
      return o;
    }
    Rollout next = r.express() ? Start.last(s, r) : r.atStep(r.step() + 1);
    return new Scaling(next, 0, now.plus(s.progressDeadline()));
  }

  private static State advance(Snapshot s, Promoting p, Instant now) {
    Capacity candidate = s.capacityOf(p.rollout().candidate());
    boolean turned =
        candidate.home() > 0
            && candidate.home() >= Math.min(candidate.serving(), p.rollout().total())
            && s.others(p.rollout().candidate()).stream().allMatch(c -> c.home() == 0);
    Duration kept = strategy(s).retireAfter();
    return turned ? new Retiring(p.rollout(), now.plus(longer(kept, s.routed().settle()))) : p;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static State advance(Snapshot s, Aborting a, RevisionId asked, Instant now) {
    RevisionId stable = a.rollout().stable().orElseThrow();
    if (!isBack(s, a) && !isEnough(s, a, now)) {
      return a;
    }
    boolean routes = strategy(s).by() != By.Replicas;
    Instant until = a.until().orElse(routes ? now.plus(s.routed().settle()) : now);
    if (now.isBefore(until)) {
      return new Aborting(a.rollout(), a.failure(), a.deadline(), Optional.of(until));
    }
    return a.failure()
        .filter(why -> asked.sameAs(a.rollout().candidate()))
        .<State>map(
            why ->
                new Aborted(
                    stable,
                    a.rollout().candidate(),
                    OptionalInt.empty(),
                    OptionalInt.of(a.rollout().step()),
                    why))
        .orElse(new Idle(stable));
  }

  /**
   * Nobody waits for ever for pods that don't come, such as those that no node has room for while
   * the candidate's are there. Requests, though, stay where they are answered.
   */
  private static boolean isEnough(Snapshot s, Aborting a, Instant now) {
    boolean late = !now.isBefore(a.deadline());
    return late
        && hasLeft(s, a)
        && switch (strategy(s).by()) {
          case Route -> s.routed().follows(Flow.of(s, a).split());
          case Service, Replicas -> s.capacityOf(a.rollout().stable().orElseThrow()).serving() > 0;
        };
  }

  // Whoever wrote the state down may have died before it turned the Service.
  private static boolean hasLeft(Snapshot s, Aborting a) {
    return strategy(s).by() == By.Replicas || s.capacityOf(a.rollout().candidate()).home() == 0;
  }

  /** Whether all requests reach the stable revision, and it has the pods for them. */
  static boolean isBack(Snapshot s, Aborting a) {
    Capacity stable = s.capacityOf(a.rollout().stable().orElseThrow());
    boolean whole = stable.serving() >= a.rollout().total();
    return hasLeft(s, a)
        && switch (strategy(s).by()) {
          // Where the steps are gone, pods of both may have shared the requests.
          case Route -> s.routed().follows(Flow.of(s, a).split()) && (Start.isStepped(s) || whole);
          case Service, Replicas -> whole;
        };
  }
}
