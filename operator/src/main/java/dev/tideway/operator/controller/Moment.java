package dev.tideway.operator.controller;

import dev.tideway.crds.AppDeployment;
import dev.tideway.operator.adoption.Takeover;
import dev.tideway.operator.apply.Applier;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.observe.Observed;
import dev.tideway.operator.observe.Requests;
import dev.tideway.operator.observe.Revisions;
import dev.tideway.operator.observe.Snapshots;
import dev.tideway.operator.rollout.Planner;
import dev.tideway.operator.status.StateCodec;
import java.time.Instant;
import java.util.Optional;

/**
 * All that one pass sees of an app.
 *
 * @param takeover what it takes over, if anything
 */
record Moment(
    App app,
    Observed observed,
    Revisions revisions,
    Snapshot snapshot,
    Optional<Takeover> takeover) {
  static Moment of(
      AppDeployment resource, Observed observed, Holds holds, Applier applier, Instant now) {
    App app = Apps.of(resource);
    Optional<Memory> memory = StateCodec.read(resource.getStatus());
    Optional<State> state = memory.map(Memory::state);
    Revisions revisions = Revisions.of(app, state, observed);
    Optional<Hold> hold = holds.of(resource, state, isAsked(observed), now);
    Optional<Takeover> takeover = Adopting.look(app, memory, revisions.target(), applier);
    // No metric is looked at yet: nothing speaks against a candidate but its pods.
    Verdict verdict = new Verdict.Passed();
    Snapshot snapshot =
        Snapshots.of(
            app,
            revisions,
            memory,
            observed,
            hold,
            verdict,
            StateCodec.served(resource.getStatus()));
    return new Moment(
        app, observed, revisions, takeover.map(t -> t.sized(snapshot)).orElse(snapshot), takeover);
  }

  Plan plan(Instant now) {
    Plan plan = Planner.plan(snapshot, now);
    return takeover
        .map(t -> t.over(plan, snapshot, t.isTurned(observed::isAlone), now))
        .orElseGet(() -> Takeover.closed(plan));
  }

  private static boolean isAsked(Observed observed) {
    return !observed.actions().stream().allMatch(Requests::isAnswered);
  }
}
