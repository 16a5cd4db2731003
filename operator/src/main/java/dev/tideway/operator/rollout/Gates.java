package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Request;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State.Aborted;
import dev.tideway.operator.domain.State.Aborting;
import dev.tideway.operator.domain.State.Idle;
import dev.tideway.operator.domain.State.Observing;
import dev.tideway.operator.domain.State.Promoting;
import dev.tideway.operator.domain.State.Retiring;
import dev.tideway.operator.domain.State.Rolling;
import dev.tideway.operator.domain.State.Scaling;
import dev.tideway.operator.domain.State.Underway;
import dev.tideway.operator.domain.State.Waiting;
import java.time.Instant;
import java.util.Locale;

/** Actions that open and close a rollout's way forward. */
final class Gates {
  private Gates() {}

  static Steering.Decision promote(Snapshot s, Memory m, Request request, Instant now) {
    return switch (m.state()) {
      case Observing o when o.rollout().paused() ->
          new Steering.Rejected("it is paused: resume it first");
      case Observing o ->
          new Steering.Applied(
              m.with(new Observing(o.rollout().withOverride(request.override()), o.since(), true)),
              passed(s, o, now));
      case Waiting w when request.override() && isFrozen(s) ->
          new Steering.Applied(
              m.with(w.with(w.rollout().withOverride(true))), "it starts despite the freeze");
      case Waiting w ->
          new Steering.Rejected("it has not started: " + StepWords.waiting(s, w).message());
      case Rolling r -> new Steering.Rejected("a rolling update has no gate: it goes on by itself");
      case Underway u when isOver(u) -> new Steering.Rejected(late(u));
      case Underway u ->
          new Steering.Rejected(
              "it waits at no gate: it is "
                  + u.stage().toLowerCase(Locale.ROOT)
                  + "; promote it once it is observed, or PromoteFull to skip the steps");
      case Idle i -> new Steering.Rejected("no rollout is under way");
      case Aborted a -> new Steering.Rejected(a.failed().label() + " was given up: Retry it");
    };
  }

  private static String passed(Snapshot s, Observing o, Instant now) {
    int steps = Stepper.strategy(s).steps().size();
    boolean early = now.isBefore(Stepper.holdEnd(s, o));
    return "step "
        + (o.rollout().step() + 1)
        + " of "
        + steps
        + (Stepper.strategy(s).at(o.rollout().step()).approval() ? " approved" : " passed")
        + (early ? ", its hold cut short" : "");
  }

  static Steering.Decision promoteFull(Snapshot s, Memory m, Request request, Instant now) {
    return switch (m.state()) {
      case Underway u when u.rollout().paused() ->
          new Steering.Rejected("it is paused: resume it first");
      case Waiting w when request.override() && isFrozen(s) ->
          new Steering.Applied(
              m.with(w.with(w.rollout().withOverride(true).asExpress())),
              "it starts despite the freeze, and skips its steps");
      case Waiting w ->
          new Steering.Rejected("it has not started: " + StepWords.waiting(s, w).message());
      case Rolling r -> new Steering.Rejected("a rolling update has no steps to skip");
      case Underway u when isOver(u) -> new Steering.Rejected(late(u));
      case Scaling sc ->
          new Steering.Applied(
              m.with(
                  new Scaling(
                      Start.last(s, sc.rollout().asExpress().withOverride(request.override())),
                      sc.progress(),
                      now.plus(s.progressDeadline()),
                      sc.until())),
              "the steps that are left are skipped");
      case Underway u ->
          new Steering.Applied(
              m.with(u.with(u.rollout().asExpress().withOverride(request.override()))),
              "the steps that are left are skipped");
      case Idle i -> new Steering.Rejected("no rollout is under way");
      case Aborted a -> new Steering.Rejected(a.failed().label() + " was given up: Retry it");
    };
  }

  static Steering.Decision pause(Memory m) {
    return switch (m.state()) {
      case Underway u when u.rollout().paused() -> new Steering.Rejected("it is paused already");
      case Underway u when isOver(u) -> new Steering.Rejected(late(u));
      case Waiting w -> new Steering.Rejected("it has not started yet");
      case Rolling r when r.rollout().refuge().isEmpty() ->
          new Steering.Rejected("there is no older revision that could serve meanwhile");
      case Underway u ->
          new Steering.Applied(
              m.with(u.with(u.rollout().withPaused(true))),
              u.rollout().candidate().label() + " stays where it is");
      case Idle i -> new Steering.Rejected("no rollout is under way");
      case Aborted a -> new Steering.Rejected(a.failed().label() + " was given up already");
    };
  }

  static Steering.Decision resume(Snapshot s, Memory m, Request request) {
    boolean frozen = m.state() instanceof Underway u && Pauses.freeze(s, u.rollout()).isPresent();
    return switch (m.state()) {
      case Waiting w when request.override() && isFrozen(s) ->
          new Steering.Applied(
              m.with(w.with(w.rollout().withOverride(true))), "it starts despite the freeze");
      case Waiting w ->
          new Steering.Rejected("it has not started: " + StepWords.waiting(s, w).message());
      case Underway u when u.rollout().paused() || frozen ->
          new Steering.Applied(
              m.with(u.with(u.rollout().withPaused(false).withOverride(request.override()))),
              u.rollout().candidate().label() + " goes on");
      case Underway u -> new Steering.Rejected("it is not paused");
      case Idle i -> new Steering.Rejected("no rollout is under way");
      case Aborted a -> new Steering.Rejected(a.failed().label() + " was given up: Retry it");
    };
  }

  private static boolean isFrozen(Snapshot s) {
    return s.hold().filter(Hold::freeze).isPresent();
  }

  /** Whether nothing is left to steer but the way back. */
  private static boolean isOver(Underway u) {
    return u instanceof Promoting || u instanceof Retiring || u instanceof Aborting;
  }

  private static String late(Underway u) {
    return u instanceof Aborting
        ? "it comes too late: " + u.rollout().candidate().label() + " is being given up"
        : "it comes too late: "
            + u.rollout().candidate().label()
            + " has all the traffic already; Abort goes back";
  }
}
