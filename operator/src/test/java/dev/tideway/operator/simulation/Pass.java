package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Answer;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Pin;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Request;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Step;
import dev.tideway.operator.domain.Strategy;
import dev.tideway.operator.domain.Strategy.By;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One pass as a judge sees it: what was seen, what was decided, and what can be told from both
 * without the planner.
 */
record Pass(Snapshot s, Instant now, Plan plan, Optional<State> before, State next) {
  static Pass of(Snapshot s, Instant now, Plan plan) {
    return new Pass(s, now, plan, s.memory().map(Memory::state), plan.state());
  }

  void must(boolean holds, Promise promise, String words) {
    if (!holds) {
      throw new Breach(promise, words + ": " + before + " → " + next);
    }
  }

  /** The revision that the app shall have. */
  RevisionId asked() {
    return plan.next()
        .pin()
        .filter(pin -> pin.insteadOf().equals(s.wish().target().hash()))
        .map(Pin::revision)
        .orElse(s.wish().target());
  }

  /** Requests that this pass carries out, as they were seen. */
  Stream<Request> applied() {
    List<Answer> known = s.memory().map(Memory::answers).orElse(List.of());
    return plan.next().answers().stream()
        .filter(Answer::applied)
        .map(answer -> answer.request().uid())
        .filter(uid -> known.stream().noneMatch(a -> a.request().uid().equals(uid)))
        .flatMap(uid -> s.requests().stream().filter(r -> r.uid().equals(uid)));
  }

  boolean applies(Request.Kind kind) {
    return applied().anyMatch(request -> request.action() == kind);
  }

  Optional<Rollout> rolloutBefore() {
    return before.flatMap(Pass::rollout);
  }

  Optional<Rollout> rolloutNext() {
    return rollout(next);
  }

  private static Optional<Rollout> rollout(State state) {
    return state instanceof State.Underway u ? Optional.of(u.rollout()) : Optional.empty();
  }

  /** Whether it is the same rollout as before this pass. */
  boolean goesOn() {
    return rolloutBefore()
        .flatMap(
            b ->
                rolloutNext()
                    .filter(
                        n -> n.candidate().sameAs(b.candidate()) && n.stable().equals(b.stable())))
        .isPresent();
  }

  Optional<Strategy.Stepped> steps() {
    return s.wish().strategy() instanceof Strategy.Stepped stepped
        ? Optional.of(stepped)
        : Optional.empty();
  }

  Step step(int index) {
    return steps().map(stepped -> stepped.at(index)).orElse(Step.LAST);
  }

  boolean by(By by) {
    return steps().filter(stepped -> stepped.by() == by).isPresent();
  }

  /** Pods that the app must have, as far as that is plain to see. */
  int total() {
    int runs = before.map(b -> s.capacityOf(b.inService()).wanted()).orElse(0);
    return s.size().total(s.size() instanceof Size.Autoscaled ? runs : 0);
  }

  /** Pods of a revision after this pass. */
  int size(RevisionId revision) {
    return plan.targets().stream()
        .filter(t -> t.revision().sameAs(revision))
        .mapToInt(t -> t.size().total(s.capacityOf(revision).wanted()))
        .sum();
  }

  /** The fewest pods that an autoscaler may leave a revision with. */
  int reserved(RevisionId revision) {
    return plan.targets().stream()
        .filter(t -> t.revision().sameAs(revision))
        .mapToInt(t -> t.size().total(0))
        .sum();
  }

  boolean isHeld(Rollout r) {
    return r.paused() || pausing(r).isPresent();
  }

  private Optional<Hold> pausing(Rollout r) {
    return s.hold()
        .filter(h -> h.freeze() && h.pausesRunning() && !r.override())
        .filter(h -> r.refuge().isPresent());
  }

  /** The candidate's share of the traffic, in percent, that a state stands for. */
  static int weight(State state) {
    return switch (state) {
      case State.Promoting p -> 100;
      case State.Retiring r -> 100;
      case State.Stepping st -> st.rollout().weight();
      default -> 0;
    };
  }

  int weightBefore() {
    return before.map(Pass::weight).orElse(0);
  }

  /** Whether a state is one of steps that lead forward. */
  static boolean isForward(State state) {
    return state instanceof State.Stepping && !(state instanceof State.Aborting);
  }
}
