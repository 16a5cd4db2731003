package dev.tideway.operator.simulation;

import static dev.tideway.operator.simulation.Misplan.next;
import static dev.tideway.operator.simulation.Misplan.split;
import static dev.tideway.operator.simulation.Misplan.targets;
import static dev.tideway.operator.simulation.Misplan.traffic;
import static dev.tideway.operator.simulation.Misread.capacities;
import static dev.tideway.operator.simulation.Misread.hold;
import static dev.tideway.operator.simulation.Misread.memory;
import static dev.tideway.operator.simulation.Misread.migration;
import static dev.tideway.operator.simulation.Misread.rollout;
import static dev.tideway.operator.simulation.Misread.routed;
import static dev.tideway.operator.simulation.Misread.steps;
import static dev.tideway.operator.simulation.Misread.verdict;
import static dev.tideway.operator.simulation.Misread.wish;
import static dev.tideway.operator.simulation.Misread.with;

import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Migration;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Request;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Share;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.Split;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Step;
import dev.tideway.operator.domain.Strategy.Stepped;
import dev.tideway.operator.domain.Target;
import dev.tideway.operator.domain.Traffic;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.domain.Why;
import dev.tideway.operator.domain.Wish;
import dev.tideway.operator.rollout.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Planners with one mistake each, of the kind that somebody may make one day. */
enum Mutant {
  CountsPodsThatAreNotReady(
      capacities(
          c ->
              new Capacity(
                  c.revision(), c.wanted(), c.wanted(), c.problem(), c.wanted(), c.home()))),
  TrustsDeploymentsAndNotEndpoints(
      capacities(
          c ->
              new Capacity(
                  c.revision(), c.wanted(), c.available(), c.problem(), c.serving(), c.home()))),
  SeesNoFailingPod(
      capacities(
          c ->
              new Capacity(
                  c.revision(),
                  c.wanted(),
                  c.available(),
                  Optional.empty(),
                  c.reachable(),
                  c.home()))),
  TakesARouteForConfirmed(
      routed(r -> new Routed(r.wanted(), r.exists(), r.weights(), true, r.problem()))),
  TakesTheGatewayForInformed(
      routed(
          r ->
              new Routed(
                  r.wanted(),
                  r.exists(),
                  r.weights(),
                  r.confirmed(),
                  r.problem(),
                  Duration.ZERO,
                  r.object(),
                  r.lack()))),
  DoesNotLookAtTheRoute(routed(r -> Routed.NONE)),
  ForgetsDeadlines(wish(w -> with(w, w.strategy(), Duration.ofDays(365)))),
  SkipsHolds(steps(st -> new Step(st.weight(), st.capacity(), Duration.ZERO, st.approval()))),
  SkipsGates(steps(st -> new Step(st.weight(), st.capacity(), st.hold(), false))),
  SkipsSteps(
      wish(
          w ->
              w.strategy() instanceof Stepped st
                  ? with(w, new Stepped(List.of(), st.retireAfter(), st.by()), w.progressDeadline())
                  : w)),
  LetsAllPodsGo(
      wish(
          w ->
              new Wish(
                  w.target(),
                  w.size(),
                  w.strategy(),
                  w.surge(),
                  new Share.Percent(100),
                  w.progressDeadline()))),
  SeesNoRegression(verdict(v -> new Verdict.Passed())),
  SkipsTheMigration(migration(v -> new Migration.Done())),
  StartsInAFreeze(hold(h -> Optional.empty())),
  GoesOnInAFreeze(hold(h -> Optional.of(new Hold(h.why(), h.freeze(), false, h.until())))),
  DoesNotWaitForItsTurn(hold(h -> Optional.of(h).filter(Hold::freeze))),
  ForgetsWhatIsHeld(memory(m -> m.with(rollout(m.state(), r -> r.withHeld(false))))),
  IgnoresAPause(memory(m -> m.with(rollout(m.state(), r -> r.withPaused(false))))),
  PromotesWhoeverIsThere(
      s ->
          new Snapshot(
              s.app(),
              s.wish(),
              s.memory(),
              s.sight(),
              s.requests().stream().map(Mutant::forAnybody).toList(),
              s.hold())),
  OpensEveryGate(
      memory(
          m ->
              m.state() instanceof State.Observing o
                  ? m.with(new State.Observing(o.rollout(), o.since(), true))
                  : m)),
  TriesAgainWhatWasGivenUp(
      memory(m -> m.state() instanceof State.Aborted a ? m.with(new State.Idle(a.current())) : m)),
  PutsTheNewestInTheCandidatesPlace(
      s ->
          new Snapshot(
              s.app(),
              s.wish(),
              s.memory().map(m -> m.with(rollout(m.state(), r -> replaced(r, s)))),
              s.sight(),
              s.requests(),
              s.hold())),
  ShrinksStableEarly(
      targets(
          (s, p, t) ->
              p.state() instanceof State.Stepping st
                      && st.stable().filter(t.revision()::sameAs).isPresent()
                  ? Optional.of(new Target(t.revision(), new Size.Fixed(1)))
                  : Optional.of(t))),
  DropsStableOnceTheCandidateHasWeight(
      targets(
          (s, p, t) ->
              Optional.of(t)
                  .filter(
                      x ->
                          !(p.state() instanceof State.Observing o
                              && o.rollout().weight() > 0
                              && o.stable().filter(x.revision()::sameAs).isPresent())))),
  DropsTheCandidateBeforeItsTrafficIsBack(
      targets(
          (s, p, t) ->
              Optional.of(t)
                  .filter(
                      x ->
                          !(p.state() instanceof State.Aborting a
                              && a.rollout().candidate().sameAs(x.revision()))))),
  ReservesNothingUnderAnAutoscaler(
      targets(
          (s, p, t) ->
              t.size() instanceof Size.Autoscaled a && p.state() instanceof State.Stepping
                  ? Optional.of(new Target(t.revision(), new Size.Autoscaled(1, a.max())))
                  : Optional.of(t))),
  KeepsTheWeightAfterAnAbort(
      traffic(
          (s, p) ->
              p.state() instanceof State.Aborting a && p.traffic().split().isPresent()
                  ? split(p.traffic(), new Split(a.stable().orElseThrow(), a.candidate(), 50))
                  : p.traffic())),
  GivesEverythingAtOnce(
      traffic(
          (s, p) ->
              p.state() instanceof State.Shifting sh && p.traffic().split().isPresent()
                  ? split(p.traffic(), Split.all(sh.rollout().candidate()))
                  : p.traffic())),
  MakesNoServices(
      traffic(
          (s, p) ->
              new Traffic(
                  p.traffic().home(), List.of(), p.traffic().split(), p.traffic().preview()))),
  TurnsTheServiceWithTheFirstPods(
      traffic(
          (s, p) ->
              p.state() instanceof State.Scaling sc && p.traffic().home().isPresent()
                  ? new Traffic(
                      sc.candidate(), p.traffic().services(), p.traffic().split(), Optional.empty())
                  : p.traffic())),
  RestartsItsClock(
      next(
          (m, now) ->
              m.state() instanceof State.Scaling sc
                  ? m.with(
                      new State.Scaling(
                          sc.rollout(), sc.progress(), now.plus(Duration.ofMinutes(2))))
                  : m)),
  ForgetsSinceWhenThereIsTrouble(
      next((m, now) -> m.with(rollout(m.state(), r -> r.withTrouble(Optional.empty()))))),
  NeverRetiresTheOldOne(
      next(
          (m, now) ->
              m.state() instanceof State.Retiring r
                  ? m.with(new State.Retiring(r.rollout(), now.plusSeconds(60)))
                  : m)),
  DoesNotWaitForTheService(
      next(
          (m, now) ->
              m.state() instanceof State.Promoting p
                  ? m.with(new State.Idle(p.rollout().candidate()))
                  : m)),
  ApprovesByItself(
      next(
          (m, now) ->
              m.state() instanceof State.Observing o
                  ? m.with(new State.Observing(o.rollout(), o.since(), true))
                  : m)),
  NeverComesBack(
      (s, now) -> {
        Plan p = Planner.plan(s, now);
        return new Plan(p.next(), p.targets(), p.traffic(), p.phase(), p.why(), Optional.empty());
      }),
  TellsTheTime(
      (s, now) -> {
        Plan p = Planner.plan(s, now);
        return new Plan(
            p.next(),
            p.targets(),
            p.traffic(),
            p.phase(),
            Why.of(p.why().reason(), "at " + now),
            p.wakeAt());
      });

  private final BiFunction<Snapshot, Instant, Plan> planner;

  Mutant(UnaryOperator<Snapshot> sees) {
    this((s, now) -> Planner.plan(sees.apply(s), now));
  }

  Mutant(BiFunction<Snapshot, Instant, Plan> planner) {
    this.planner = planner;
  }

  BiFunction<Snapshot, Instant, Plan> planner() {
    return planner;
  }

  private static Rollout replaced(Rollout r, Snapshot s) {
    return new Rollout(
        r.stable(),
        s.wish().target(),
        r.total(),
        r.step(),
        r.weight(),
        r.paused(),
        r.express(),
        r.override(),
        r.held(),
        r.trouble());
  }

  private static Request forAnybody(Request r) {
    return new Request(
        r.name(),
        r.uid(),
        r.action(),
        Optional.empty(),
        r.toRevision(),
        r.by(),
        r.reason(),
        r.override());
  }
}
