package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Answer;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Pin;
import dev.tideway.operator.domain.Request;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Step;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Steps, gates, and those who open them. */
final class StepRules {
  private StepRules() {}

  static void check(Pass p) {
    answeredOnce(p);
    namedIsMeant(p);
    gatesAreOpenedByPeople(p);
    stepsAreInOrder(p);
    heldStays(p);
    heldDoesNotStart(p);
  }

  private static void answeredOnce(Pass p) {
    Set<String> uids = new HashSet<>();
    for (Answer answer : p.plan().next().answers()) {
      p.must(
          uids.add(answer.request().uid()),
          Promise.OnlyWhatWasNamed,
          "an action is answered twice");
    }
  }

  private static void namedIsMeant(Pass p) {
    List<Request> applied = p.applied().toList();
    applied.stream()
        .filter(request -> request.revision().isPresent())
        .forEach(
            request -> {
              long named = request.revision().get();
              boolean known =
                  p.next().candidate().filter(c -> c.number() == named).isPresent()
                      || p.before()
                          .flatMap(State::candidate)
                          .filter(c -> c.number() == named)
                          .isPresent();
              p.must(known, Promise.OnlyWhatWasNamed, request + " acts on another");
              boolean forward =
                  request.action() == Request.Kind.Promote
                      || request.action() == Request.Kind.PromoteFull;
              boolean wentBack =
                  p.s().requests().stream()
                      .skip(p.s().requests().indexOf(request))
                      .filter(applied::contains)
                      .anyMatch(later -> later.action() == Request.Kind.Rollback);
              p.must(
                  !forward || p.asked().number() == named || wentBack,
                  Promise.OnlyWhatWasNamed,
                  request + " promotes what a newer spec has replaced");
            });
  }

  private static void gatesAreOpenedByPeople(Pass p) {
    boolean approved = p.next() instanceof State.Observing o && o.approved();
    boolean was =
        p.before().orElse(null) instanceof State.Observing b
            && b.approved()
            && p.goesOn()
            && b.rollout().step() == p.rolloutNext().orElseThrow().step();
    p.must(
        !approved || was || p.applies(Request.Kind.Promote),
        Promise.OnlyWhatWasNamed,
        "approved by nobody");
    boolean express = p.rolloutNext().filter(Rollout::express).isPresent();
    boolean ran = p.goesOn() && p.rolloutBefore().filter(Rollout::express).isPresent();
    p.must(
        !express || ran || p.applies(Request.Kind.PromoteFull) || p.plan().next().pin().isPresent(),
        Promise.OnlyWhatWasNamed,
        "skips its steps for nobody");
  }

  private static void stepsAreInOrder(Pass p) {
    if (p.steps().isEmpty()) {
      return;
    }
    int last = p.steps().get().steps().size();
    Optional<State> forward = p.before().filter(Pass::isForward);
    boolean same = p.goesOn();
    int from = same ? forward.flatMap(b -> p.rolloutBefore()).map(Rollout::step).orElse(0) : 0;
    boolean ends =
        forward.isPresent()
            && p.next() instanceof State.Idle i
            && forward.get().candidate().filter(i.current()::sameAs).isPresent();
    if (!ends && !Pass.isForward(p.next())) {
      return;
    }
    boolean express =
        p.rolloutNext().filter(Rollout::express).isPresent()
            || (ends && p.rolloutBefore().filter(Rollout::express).isPresent())
            || p.applies(Request.Kind.PromoteFull);
    boolean had =
        p.before()
            .filter(b -> b instanceof State.Promoting || b instanceof State.Retiring)
            .isPresent();
    int start = had ? last : ends ? p.rolloutBefore().map(Rollout::step).orElse(0) : from;
    int to = ends ? last : p.rolloutNext().map(Rollout::step).orElse(0);
    boolean turned = p.next() instanceof State.Promoting || p.next() instanceof State.Retiring;
    for (int k = start; k < Math.min(last, turned ? last : to); k++) {
      Step step = p.step(k);
      boolean first = k == start && (same || ends);
      boolean approved =
          first
              && (p.applies(Request.Kind.Promote)
                  || (p.before().orElse(null) instanceof State.Observing o && o.approved()));
      p.must(
          express || approved || !step.approval(),
          Promise.NoStepSkipped,
          "step " + k + " passed without approval");
      boolean held =
          first
              && p.before().orElse(null) instanceof State.Observing o
              && !p.now().isBefore(o.since().plus(step.hold()));
      p.must(
          express || approved || held || step.hold().equals(Duration.ZERO),
          Promise.NoStepSkipped,
          "step " + k + " passed without its hold");
    }
    p.must(to >= from || !same, Promise.NoStepSkipped, "steps back");
    int weight = Pass.weight(p.next());
    int step = p.next() instanceof State.Scaling ? to - 1 : to;
    boolean asThatStepHas = turned || (step >= 0 && weight == p.step(step).weight());
    p.must(
        weight <= (same ? p.weightBefore() : 0) || asThatStepHas || ends,
        Promise.NoStepSkipped,
        "gets another weight than its step has");
  }

  /** A Rollback that overrides freezes begins when what was under way has been given up. */
  private static boolean goesBackRegardless(Pass p) {
    return p.s()
        .memory()
        .flatMap(Memory::pin)
        .filter(Pin::override)
        .filter(pin -> p.asked().sameAs(pin.revision()))
        .isPresent();
  }

  private static void heldStays(Pass p) {
    boolean freed =
        p.applied()
            .anyMatch(
                r ->
                    r.action() == Request.Kind.Resume
                        || r.override()
                        || r.action() == Request.Kind.Rollback);
    Optional<Rollout> before = p.rolloutBefore();
    if (before.isEmpty() || !p.isHeld(before.get()) || freed || goesBackRegardless(p)) {
      return;
    }
    boolean same = p.goesOn();
    p.must(
        !same || Pass.weight(p.next()) <= p.weightBefore(),
        Promise.HeldStays,
        "gains weight while it is held");
    boolean done =
        p.next() instanceof State.Idle i
            && i.current().sameAs(before.get().candidate())
            && p.before().filter(b -> Pass.isForward(b) && Pass.weight(b) < 100).isPresent();
    p.must(!done, Promise.HeldStays, "ends while it is held");
    if (same
        && p.next() instanceof State.Rolling r
        && p.before().orElse(null) instanceof State.Rolling
        && r.rollout().refuge().isPresent()
        && r.rollout().total() > 0) {
      int wanted = p.s().capacityOf(r.rollout().candidate()).wanted();
      p.must(p.size(r.rollout().candidate()) <= wanted, Promise.HeldStays, "gets pods while held");
    }
  }

  /** A freeze, or the queue, lets nothing start. */
  private static void heldDoesNotStart(Pass p) {
    if (p.s().hold().isEmpty() || !(p.next() instanceof State.Underway u)) {
      return;
    }
    boolean waited = p.before().orElse(null) instanceof State.Waiting;
    boolean knew =
        p.before().flatMap(State::candidate).filter(u.rollout().candidate()::sameAs).isPresent();
    boolean begins =
        u.rollout().refuge().isPresent() && !(u instanceof State.Waiting) && (waited || !knew);
    boolean overrides = u.rollout().override() && p.s().hold().get().freeze();
    p.must(!begins || overrides, Promise.HeldStays, "starts while it is held");
  }
}
