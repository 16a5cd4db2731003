package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Migration;
import dev.tideway.operator.domain.Pin;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.State.Aborted;
import dev.tideway.operator.domain.State.Aborting;
import dev.tideway.operator.domain.State.Idle;
import dev.tideway.operator.domain.State.Preparing;
import dev.tideway.operator.domain.State.Retiring;
import dev.tideway.operator.domain.State.Rolling;
import dev.tideway.operator.domain.State.Scaling;
import dev.tideway.operator.domain.State.Stepping;
import dev.tideway.operator.domain.State.Waiting;
import dev.tideway.operator.domain.Strategy.By;
import dev.tideway.operator.domain.Strategy.Stepped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How rollouts begin: because the spec asks for another revision than the one that serves. */
final class Start {
  private Start() {}

  /** The revision that the app shall have: the spec's, unless an action went back from it. */
  static RevisionId asked(Snapshot s, Memory memory) {
    return pin(s, memory).map(Pin::revision).orElse(s.wish().target());
  }

  /** The first state of an app of which nothing is known. */
  static State first(Snapshot s, Instant now) {
    int pods = s.capacities().stream().mapToInt(Capacity::wanted).sum();
    return begin(s, Rollout.of(Optional.empty(), s.wish().target(), s.size().total(pods)), now);
  }

  /** A spec that asks for another revision than before starts over with that one. */
  static Memory follow(Snapshot s, Memory memory, Instant now) {
    Memory kept = memory.with(pin(s, memory));
    RevisionId asked = asked(s, kept);
    return kept.with(
        switch (kept.state()) {
          case Idle i when i.current().sameAs(asked) -> i;
          case Idle i -> start(s, kept, i.current(), s.capacityOf(i.current()).wanted(), now);
          case Aborted a -> follow(s, kept, a, now);
          case Waiting w -> follow(s, kept, w);
          case Preparing p when p.rollout().candidate().sameAs(asked) -> p;
          case Preparing p -> restart(s, kept, p.rollout(), now);
          case Rolling r -> follow(s, kept, r, now);
          case Aborting a -> isLost(s, a, asked, now) ? anew(s, kept, a.rollout().total(), now) : a;
          case Retiring r -> follow(s, kept, r, now);
          case Stepping st when isStepped(s) && st.rollout().candidate().sameAs(asked) -> st;
          case Stepping st -> Stepper.giveBack(s, st.rollout(), Optional.empty(), now);
        });
  }

  /** Begins what waited, once nothing holds it any more. */
  static State go(Snapshot s, Waiting w, Instant now) {
    Rollout r = w.rollout();
    return isHeld(s, r.override()) ? w : begin(s, counted(s, r), now);
  }

  /** As long as a candidate has no pods, the stable revision's autoscaler decides. */
  static Rollout counted(Snapshot s, Rollout r) {
    int pods = r.stable().map(stable -> s.capacityOf(stable).wanted()).orElse(r.total());
    return r.withTotal(s.size().total(pods));
  }

  /** The first stage of a rollout that nothing holds up. */
  static State begin(Snapshot s, Rollout r, Instant now) {
    if (!r.candidate().sameAs(s.wish().target())) {
      // A rollback goes to what has been there before.
      return move(s, r, now);
    }
    return switch (s.sight().migration()) {
      case Migration.Pending m -> preparing(s, r, m.timeout(), now);
      case Migration.Failed f -> preparing(s, r, f.timeout(), now);
      case Migration.Done _ -> move(s, r, now);
    };
  }

  private static Preparing preparing(Snapshot s, Rollout r, Duration timeout, Instant now) {
    return new Preparing(r, now, now.plus(timeout).plus(s.progressDeadline()));
  }

  /** The first stage that moves pods. */
  static State move(Snapshot s, Rollout r, Instant now) {
    Instant deadline = now.plus(s.progressDeadline());
    return isStepped(s) && r.refuge().isPresent() && r.total() > 0 && canShare(s)
        ? new Scaling(r.express() ? last(s, r) : r, 0, deadline)
        : new Rolling(r, 0, deadline);
  }

  static boolean isStepped(Snapshot s) {
    return s.wish().strategy() instanceof Stepped;
  }

  /** The rollout at its last step, which gives the candidate everything. */
  static Rollout last(Snapshot s, Rollout r) {
    return s.wish().strategy() instanceof Stepped stepped
        ? r.atStep(Math.max(r.step(), stepped.steps().size()))
        : r;
  }

  static boolean isHeld(Snapshot s, boolean override) {
    return s.hold().filter(hold -> !(override && hold.freeze())).isPresent();
  }

  // One Service can't divide traffic between pods that it can't reach together.
  private static boolean canShare(Snapshot s) {
    return s.mixable()
        || !(s.wish().strategy() instanceof Stepped stepped)
        || stepped.by() != By.Replicas;
  }

  private static Optional<Pin> pin(Snapshot s, Memory memory) {
    return memory.pin().filter(p -> p.insteadOf().equals(s.wish().target().hash()));
  }

  private static State follow(Snapshot s, Memory m, Aborted a, Instant now) {
    RevisionId asked = asked(s, m);
    if (asked.sameAs(a.failed())) {
      return a;
    }
    boolean moving = a.total().isPresent();
    if (moving && needsStable(s)) {
      return a;
    }
    if (!moving && asked.sameAs(a.current())) {
      return new Idle(a.current());
    }
    int total = a.total().orElse(s.capacityOf(a.current()).wanted());
    return start(s, m, a.current(), total, now);
  }

  private static State follow(Snapshot s, Memory m, Waiting w) {
    RevisionId asked = asked(s, m);
    if (w.rollout().candidate().sameAs(asked)) {
      return w;
    }
    // Its place in the queue stays: who waits longest is next, whatever he waits for.
    return w.rollout().stable().filter(asked::sameAs).isPresent()
        ? new Idle(asked)
        : new Waiting(rollout(s, m, w.rollout().stable(), w.rollout().total()), w.since());
  }

  private static State follow(Snapshot s, Memory m, Rolling r, Instant now) {
    if (r.rollout().candidate().sameAs(asked(s, m))) {
      return r;
    }
    Optional<RevisionId> stable = r.stable();
    if (stable.isPresent() && needsStable(s)) {
      boolean returning = r.rollout().refuge().isEmpty();
      if (returning && isLost(s, stable.get(), r.deadline(), now)) {
        return anew(s, m, r.rollout().total(), now);
      }
      return returning
          ? r
          : new Rolling(
              Rollout.of(stable, stable.get(), r.rollout().total()),
              0,
              now.plus(s.progressDeadline()));
    }
    return restart(s, m, r.rollout(), now);
  }

  private static boolean isLost(Snapshot s, Aborting a, RevisionId asked, Instant now) {
    RevisionId stable = a.rollout().stable().orElseThrow();
    boolean failed = a.failure().isPresent() && asked.sameAs(a.rollout().candidate());
    return !failed && !asked.sameAs(stable) && isLost(s, stable, a.deadline(), now);
  }

  /** Whether what was to come back has no ready pod, although its time is over. */
  private static boolean isLost(Snapshot s, RevisionId stable, Instant deadline, Instant now) {
    return !now.isBefore(deadline) && s.capacityOf(stable).serving() == 0 && s.hold().isEmpty();
  }

  /** With nothing to go back to: from whatever there is to what is asked for. */
  private static State anew(Snapshot s, Memory m, int total, Instant now) {
    return begin(s, rollout(s, m, Optional.empty(), total), now);
  }

  private static State follow(Snapshot s, Memory m, Retiring r, Instant now) {
    RevisionId asked = asked(s, m);
    Rollout rollout = r.rollout();
    if (rollout.stable().filter(asked::sameAs).isPresent()) {
      return Stepper.giveBack(s, rollout, Optional.empty(), now);
    }
    if (rollout.candidate().sameAs(asked) && isStepped(s)) {
      return r;
    }
    return new Idle(rollout.candidate());
  }

  /** Whether the stable revision has to stand alone before the next rollout begins. */
  private static boolean needsStable(Snapshot s) {
    return isStepped(s)
        || s.hold().isPresent()
        || !(s.sight().migration() instanceof Migration.Done);
  }

  private static State restart(Snapshot s, Memory m, Rollout old, Instant now) {
    return old.stable()
        .map(stable -> start(s, m, stable, old.total(), now))
        .orElseGet(() -> anew(s, m, old.total(), now));
  }

  private static State start(Snapshot s, Memory m, RevisionId stable, int total, Instant now) {
    Rollout r = rollout(s, m, Optional.of(stable), total);
    return r.refuge().isPresent() && isHeld(s, r.override())
        ? new Waiting(r, now)
        : begin(s, r, now);
  }

  /** A rollback skips the steps: what it goes back to has served before. */
  private static Rollout rollout(Snapshot s, Memory m, Optional<RevisionId> stable, int total) {
    Rollout r = Rollout.of(stable, asked(s, m), s.size().total(total));
    return m.pin().map(p -> r.asExpress().withOverride(p.override())).orElse(r);
  }
}
