package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Pin;
import dev.tideway.operator.domain.Request;
import dev.tideway.operator.domain.Restart;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.State.Aborted;
import dev.tideway.operator.domain.State.Aborting;
import dev.tideway.operator.domain.State.Idle;
import dev.tideway.operator.domain.State.Preparing;
import dev.tideway.operator.domain.State.Rolling;
import dev.tideway.operator.domain.State.Stepping;
import dev.tideway.operator.domain.State.Underway;
import dev.tideway.operator.domain.State.Waiting;
import dev.tideway.operator.domain.Why;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Actions that go back, or try again. */
final class Returns {
  private Returns() {}

  static Steering.Decision abort(Snapshot s, Memory m, Request request, Instant now) {
    return switch (m.state()) {
      case Aborting a -> new Steering.Rejected("it is being given up already");
      case Underway u when u.rollout().refuge().isEmpty() ->
          new Steering.Rejected(
              "there is no older revision to go back to: correct the spec, or delete the app");
      case Underway u -> {
        Rollout r = u.rollout();
        Why why = StepWords.abortRequested(r, request.by(), request.reason());
        State next =
            switch (u) {
              case Rolling rolling -> Roller.abort(s, rolling, why);
              case Stepping st -> Stepper.giveBack(s, r, Optional.of(why), now);
              case Waiting _, Preparing _ ->
                  new Aborted(
                      r.stable().orElseThrow(),
                      r.candidate(),
                      OptionalInt.empty(),
                      OptionalInt.empty(),
                      why);
            };
        yield new Steering.Applied(
            m.with(next), "all traffic goes back to " + r.refuge().get().label());
      }
      case Idle i -> new Steering.Rejected("no rollout is under way");
      case Aborted a -> new Steering.Rejected(a.failed().label() + " was given up already");
    };
  }

  static Steering.Decision retry(Snapshot s, Memory m, Request request, Instant now) {
    return switch (m.state()) {
      case Aborted a when a.total().isPresent() ->
          new Steering.Rejected("its pods are still being taken back: try again in a moment");
      case Aborted a -> {
        Rollout r =
            Rollout.of(
                    Optional.of(a.current()),
                    a.failed(),
                    s.size().total(s.capacityOf(a.current()).wanted()))
                .withOverride(request.override());
        State next = Start.isHeld(s, r.override()) ? new Waiting(r, now) : Start.begin(s, r, now);
        yield new Steering.Applied(m.with(next), a.failed().label() + " is tried once more");
      }
      case Idle i ->
          new Steering.Rejected("nothing was given up: " + i.current().label() + " serves");
      case Preparing p when Preparation.failure(s, p, now).isPresent() ->
          new Steering.Applied(
              m.with(Start.begin(s, p.rollout(), now)),
              p.rollout().candidate().label() + " is tried once more");
      case Underway u -> new Steering.Rejected("a rollout is under way already");
    };
  }

  static Steering.Decision rollback(Snapshot s, Memory m, Request request) {
    long number = request.toRevision().orElse(0L);
    Optional<RevisionId> to =
        Stream.concat(m.state().stable().stream(), s.sight().served().stream())
            .filter(id -> id.number() == number)
            .findFirst();
    if (to.isEmpty()) {
      return new Steering.Rejected(
          "no revision " + number + " has served; these have: " + known(s));
    }
    Optional<String> inVain = inVain(m.state(), to.get());
    if (inVain.isPresent()) {
      return new Steering.Rejected(inVain.get());
    }
    RevisionId target = s.wish().target();
    Pin pin = new Pin(to.get(), target.hash(), request.override());
    return new Steering.Applied(
        m.with(Optional.of(pin)),
        "back to "
            + to.get().label()
            + (to.get().sameAs(target) ? "" : ", until the spec changes"));
  }

  /** Why going back to a revision would change nothing. */
  private static Optional<String> inVain(State state, RevisionId to) {
    return switch (state) {
      case Idle i when i.current().sameAs(to) -> Optional.of(to.label() + " serves already");
      case Aborted a when a.failed().sameAs(to) ->
          Optional.of(to.label() + " was given up: Retry it");
      case Aborting a when a.failure().isPresent() && a.rollout().candidate().sameAs(to) ->
          Optional.of(to.label() + " is being given up: Retry it then");
      case Aborting a -> Optional.empty();
      case Underway u when u.rollout().candidate().sameAs(to) ->
          Optional.of(to.label() + " is on its way already: PromoteFull skips the steps");
      case Idle i -> Optional.empty();
      case Aborted a -> Optional.empty();
      case Underway u -> Optional.empty();
    };
  }

  private static String known(Snapshot s) {
    return s.sight().served().stream()
        .map(RevisionId::number)
        .sorted(Comparator.reverseOrder())
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  static Steering.Decision restart(Memory m, Instant now) {
    return switch (m.state()) {
      case Idle i -> restarted(m, i.current(), now);
      case Aborted a when a.total().isEmpty() -> restarted(m, a.current(), now);
      case Aborted a -> new Steering.Rejected("its pods are moving: try again in a moment");
      case Underway u ->
          new Steering.Rejected("a rollout is under way, which replaces the pods anyway");
    };
  }

  private static Steering.Decision restarted(Memory m, RevisionId revision, Instant now) {
    return new Steering.Applied(
        m.with(new Restart(revision.hash(), now)),
        "the pods of " + revision.label() + " are replaced a few at a time");
  }
}
