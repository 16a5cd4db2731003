package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Migration;
import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Deadlines that are kept, and failures that are seen. */
final class TimeRules {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private TimeRules() {}

  static void check(Pass p) {
    failuresAreSeen(p);
    deadlinesAreKept(p);
    deadlinesStay(p);
    comesBackInTime(p);
  }

  private static void failuresAreSeen(Pass p) {
    boolean rolling =
        p.next() instanceof State.Rolling r
            && r.rollout().refuge().isPresent()
            && r.rollout().total() > 0;
    if (!rolling && !Pass.isForward(p.next())) {
      return;
    }
    Rollout r = p.rolloutNext().orElseThrow();
    Capacity candidate = p.s().capacityOf(r.candidate());
    p.must(
        candidate.problem().filter(Problem::fatal).isEmpty(),
        Promise.GivenUpInTime,
        "goes on with pods that can't work");
    boolean regressed =
        p.s().sight().verdict() instanceof Verdict.Regressed
            && Pass.isForward(p.next())
            && p.goesOn()
            && p.before().filter(Pass::isForward).isPresent();
    p.must(!regressed, Promise.GivenUpInTime, "goes on although it is worse");
    boolean troubled =
        candidate.problem().filter(pr -> pr.hope() == Problem.Hope.Seconds).isPresent();
    Optional<Instant> since =
        p.goesOn() && !(p.before().orElse(null) instanceof State.Aborting)
            ? p.rolloutBefore().flatMap(Rollout::trouble)
            : Optional.empty();
    boolean late = troubled && since.filter(at -> !p.now().isBefore(at.plus(PATIENCE))).isPresent();
    p.must(!late, Promise.GivenUpInTime, "waits for longer than the problem is worth");
    p.must(
        !troubled || (r.trouble().isPresent() && (since.isEmpty() || r.trouble().equals(since))),
        Promise.GivenUpInTime,
        "forgets since when there is a problem");
  }

  private static Optional<Instant> deadline(Pass p, State state) {
    return switch (state) {
      case State.Rolling r when r.rollout().refuge().isPresent() && r.rollout().total() > 0 ->
          Optional.of(r.deadline()).filter(at -> !p.isHeld(r.rollout()));
      case State.Scaling s -> Optional.of(s.deadline()).filter(at -> !p.isHeld(s.rollout()));
      case State.Shifting s -> Optional.of(s.deadline());
      case State.Promoting pr -> Optional.of(pr.deadline());
      case State.Preparing pr
          when pr.stable().isPresent() && p.s().sight().migration() instanceof Migration.Pending ->
          Optional.of(pr.deadline());
      default -> Optional.empty();
    };
  }

  private static void deadlinesAreKept(Pass p) {
    p.must(
        deadline(p, p.next()).filter(at -> !p.now().isBefore(at)).isEmpty(),
        Promise.GivenUpInTime,
        "is overdue at " + p.now());
  }

  /**
   * Whether the pods came in time, and nothing but the gateway's time to learn of them is added.
   */
  private static boolean learns(State before, State next) {
    return before instanceof State.Scaling a
        && next instanceof State.Scaling b
        && a.until().isEmpty()
        && b.until().filter(b.deadline()::equals).isPresent();
  }

  /** No restart, and no pass, moves a deadline: only progress, a new stage, or somebody's word. */
  private static void deadlinesStay(Pass p) {
    // One that was replaced, asked for again and given up at once is another rollout.
    boolean again =
        p.before().orElse(null) instanceof State.Aborting a
            && p.next() instanceof State.Aborting b
            && !a.failure().equals(b.failure());
    if (p.before().isEmpty() || !p.goesOn() || again || p.applied().findAny().isPresent()) {
      return;
    }
    State before = p.before().get();
    boolean sameWeight = Pass.weight(before) == Pass.weight(p.next());
    boolean samePlace =
        sameWeight
            && before.getClass() == p.next().getClass()
            && p.rolloutBefore().map(Rollout::step).equals(p.rolloutNext().map(Rollout::step))
            && p.rolloutBefore()
                .map(r -> r.total() == 0)
                .equals(p.rolloutNext().map(r -> r.total() == 0));
    boolean goesOn =
        p.rolloutBefore().filter(Rollout::held).isPresent()
            && p.rolloutNext().filter(r -> !p.isHeld(r)).isPresent();
    if (!goesOn
        && !learns(before, p.next())
        && samePlace
        && progress(before) == progress(p.next())) {
      p.must(
          fixed(before).equals(fixed(p.next())), Promise.GivenUpInTime, "moves its own deadline");
    }
  }

  private static int progress(State state) {
    return switch (state) {
      case State.Rolling r -> r.progress();
      case State.Scaling s -> s.progress();
      default -> 0;
    };
  }

  private static Optional<Instant> fixed(State state) {
    return switch (state) {
      case State.Waiting w -> Optional.of(w.since());
      case State.Preparing pr -> Optional.of(pr.deadline());
      case State.Rolling r -> Optional.of(r.deadline());
      case State.Scaling s -> Optional.of(s.deadline());
      case State.Shifting s -> Optional.of(s.deadline());
      case State.Observing o -> Optional.of(o.since());
      case State.Promoting pr -> Optional.of(pr.deadline());
      case State.Retiring r -> Optional.of(r.until());
      case State.Aborting a -> Optional.of(a.deadline());
      case State.Idle i -> Optional.empty();
      case State.Aborted a -> Optional.empty();
    };
  }

  private static void comesBackInTime(Pass p) {
    Optional<Instant> next =
        switch (p.next()) {
          case State.Observing o -> Optional.of(o.since().plus(p.step(o.rollout().step()).hold()));
          case State.Retiring r -> Optional.of(r.until());
          case State.Aborting a -> a.until();
          default -> deadline(p, p.next());
        };
    next.filter(p.now()::isBefore)
        .ifPresent(
            at ->
                p.must(
                    p.plan().wakeAt().filter(w -> !w.isAfter(at)).isPresent(),
                    Promise.GivenUpInTime,
                    "doesn't come back at " + at));
  }
}
