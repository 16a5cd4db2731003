package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Limits;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Strategy.By;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Pods before traffic, and never fewer than the traffic needs. */
final class CapacityRules {
  private CapacityRules() {}

  static void check(Pass p) {
    weightNeedsReadyPods(p);
    homeNeedsReadyPods(p);
    callersTurnFirst(p);
    weightKeepsItsPods(p);
    stableIsReserved(p);
    floorIsHeld(p);
    abortedStays(p);
    routeSaysTheWeight(p);
    oldOneStaysUntilCallersHaveTurned(p);
  }

  /** What a route is told is what the state says of it. */
  private static void routeSaysTheWeight(Pass p) {
    if (!Pass.isForward(p.next()) || p.plan().traffic().split().isEmpty()) {
      return;
    }
    String candidate = p.next().candidate().orElseThrow().hash();
    int told = p.plan().traffic().split().get().weights().getOrDefault(candidate, 0);
    int weight = Pass.weight(p.next());
    p.must(told == weight, Promise.WeightsSum, "the route is told " + told + ", not " + weight);
  }

  /** Nobody ends before callers within the cluster have turned, and had time to. */
  private static void oldOneStaysUntilCallersHaveTurned(Pass p) {
    Optional<State> forward = p.before().filter(Pass::isForward);
    boolean ends =
        forward.isPresent()
            && p.next() instanceof State.Idle i
            && forward.get().candidate().filter(i.current()::sameAs).isPresent();
    p.must(
        !ends
            || p.steps().isEmpty()
            || p.by(By.Replicas)
            || forward.get() instanceof State.Retiring,
        Promise.NeverCutOff,
        "ends while callers are with the old revision");
  }

  private static int needed(Pass p, int weight) {
    return Math.min(p.total(), Math.max(1, Math.ceilDiv(weight * p.total(), 100)));
  }

  private static void weightNeedsReadyPods(Pass p) {
    int before = p.goesOn() ? p.weightBefore() : 0;
    int weight = Pass.weight(p.next());
    if (weight <= before || p.total() == 0) {
      return;
    }
    Capacity candidate = p.s().capacityOf(p.next().candidate().orElseThrow());
    int needed = p.by(By.Replicas) ? 1 : needed(p, weight);
    p.must(
        candidate.serving() >= needed,
        Promise.ReadyBeforeWeight,
        weight + " % needs " + needed + " ready pods, not " + candidate.serving());
    p.must(
        !p.by(By.Route) || candidate.reachable() >= needed,
        Promise.ReadyBeforeWeight,
        weight + " % needs " + needed + " endpoints, not " + candidate.reachable());
  }

  /** Pods that callers within the cluster still reach stay until these reach others. */
  private static void callersTurnFirst(Pass p) {
    Optional<RevisionId> home = p.plan().traffic().home();
    // Between pods that one Service can't reach together it turns at once.
    boolean calm = home.isEmpty() || p.total() == 0 || !p.s().mixable();
    if (calm || p.s().capacityOf(home.get()).home() > 0) {
      return;
    }
    boolean cut =
        p.s().others(home.get()).stream().anyMatch(c -> c.home() > 0 && p.size(c.revision()) == 0);
    p.must(!cut, Promise.CapacityKept, "takes away the pods that the Service still leads to");
  }

  /** The app's own Service is not led to one revision before that one has its pods. */
  private static void homeNeedsReadyPods(Pass p) {
    Optional<RevisionId> home = p.plan().traffic().home();
    if (home.isEmpty() || p.total() == 0) {
      return;
    }
    Capacity there = p.s().capacityOf(home.get());
    int elsewhere = p.s().others(home.get()).stream().mapToInt(Capacity::home).sum();
    boolean turns =
        there.home() == 0 && elsewhere > 0 && !(p.before().orElse(null) instanceof State.Retiring);
    boolean candidate = p.next().candidate().filter(home.get()::sameAs).isPresent();
    int others = p.s().others(home.get()).stream().mapToInt(Capacity::serving).sum();
    boolean isBack = p.before().flatMap(State::stable).filter(home.get()::sameAs).isPresent();
    p.must(
        !turns || isBack || there.serving() >= (candidate ? Math.min(p.total(), others) : 1),
        Promise.ReadyBeforeWeight,
        "the Service turns to a revision without pods");
  }

  private static void weightKeepsItsPods(Pass p) {
    if (!Pass.isForward(p.next()) || p.by(By.Replicas) || p.total() == 0) {
      return;
    }
    Rollout r = p.rolloutNext().orElseThrow();
    int weight = Pass.weight(p.next());
    p.must(
        weight == 0 || p.reserved(r.candidate()) >= needed(p, weight),
        Promise.CapacityKept,
        "the candidate has fewer pods than " + weight + " % needs");
  }

  /** Until the end the stable revision can take everything back. */
  private static void stableIsReserved(Pass p) {
    if (!(p.next() instanceof State.Stepping st) || p.by(By.Replicas) || p.steps().isEmpty()) {
      return;
    }
    RevisionId stable = st.stable().orElseThrow();
    p.must(
        p.reserved(stable) >= p.total(),
        Promise.CapacityKept,
        "the stable revision is not kept at full size");
  }

  /** Where pods are the traffic, none is taken away below the floor. */
  private static void floorIsHeld(Pass p) {
    boolean hadAll =
        p.before()
            .filter(
                b ->
                    b instanceof State.Promoting
                        || b instanceof State.Retiring
                        || (b instanceof State.Aborting && !p.by(By.Replicas)))
            .isPresent();
    if (p.plan().traffic().home().isPresent() || !p.s().mixable() || hadAll) {
      return;
    }
    int total = p.s().size().total(0);
    int unavailable =
        Limits.of(p.s().wish().surge(), p.s().wish().unavailable(), total).unavailable();
    // What a candidate leaves behind when its removal got lost is nobody's capacity; pods that are
    // being moved are.
    List<Capacity> known =
        p.s().capacities().stream().filter(c -> isKnown(p, c.revision())).toList();
    int serves = known.stream().mapToInt(Capacity::serving).sum();
    int left = known.stream().mapToInt(c -> Math.min(p.size(c.revision()), c.serving())).sum();
    p.must(
        left >= Math.min(serves, total - unavailable),
        Promise.CapacityKept,
        "takes away pods that serve: " + left + " of " + serves + " are left");
  }

  private static boolean isKnown(Pass p, RevisionId revision) {
    boolean moving =
        p.next() instanceof State.Rolling
            || (p.next() instanceof State.Aborted a && a.total().isPresent());
    boolean givenUp = p.next() instanceof State.Aborted a && a.failed().sameAs(revision);
    return moving
        || !givenUp
            && Stream.concat(p.before().stream(), Stream.of(p.next()))
                .flatMap(state -> state.revisions().stream())
                .anyMatch(revision::sameAs);
  }

  private static void abortedStays(Pass p) {
    boolean retried =
        p.applied()
            .anyMatch(
                r ->
                    switch (r.action()) {
                      case Retry, Rollback -> true;
                      default -> false;
                    });
    if (p.before().orElse(null) instanceof State.Aborting a) {
      boolean forward = Pass.isForward(p.next()) && p.goesOn();
      boolean pinned = p.plan().next().pin().isPresent();
      p.must(
          !forward || pinned || a.failure().isEmpty(),
          Promise.AbortedStays,
          "turns round while it is given up");
      boolean settled = p.next() instanceof State.Aborting || p.next() instanceof State.Aborted;
      p.must(
          a.failure().isEmpty() || retried || settled || !p.asked().sameAs(a.rollout().candidate()),
          Promise.AbortedStays,
          "forgets that it was given up");
    }
    if (p.before().orElse(null) instanceof State.Aborted a
        && p.asked().sameAs(a.failed())
        && !retried) {
      p.must(
          p.next() instanceof State.Aborted b && b.failed().sameAs(a.failed()),
          Promise.AbortedStays,
          "tries again by itself");
    }
    if (p.next() instanceof State.Aborted a) {
      p.must(
          p.size(a.failed()) <= p.s().capacityOf(a.failed()).wanted(),
          Promise.AbortedStays,
          "gets pods");
    }
    if (p.next() instanceof State.Aborting || p.next() instanceof State.Aborted) {
      RevisionId stable = p.next().stable().orElseThrow();
      p.must(
          p.plan()
              .traffic()
              .split()
              .filter(split -> !split.primary().sameAs(stable) || split.weight() > 0)
              .isEmpty(),
          Promise.AbortedStays,
          "keeps weight");
    }
  }
}
