package dev.tideway.operator.controller;

import dev.tideway.crds.AppDeployment;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.observe.Observed;
import dev.tideway.operator.observe.Revisions;
import dev.tideway.operator.observe.Snapshots;
import dev.tideway.operator.status.StateCodec;
import java.time.Instant;
import java.util.Optional;

/** All that one pass sees of an app. */
record Moment(App app, Observed observed, Revisions revisions, Snapshot snapshot) {
  static Moment of(AppDeployment resource, Observed observed, Holds holds, Instant now) {
    App app = Apps.of(resource);
    Optional<Memory> memory = StateCodec.read(resource.getStatus());
    Optional<State> state = memory.map(Memory::state);
    Revisions revisions = Revisions.of(app, state, observed);
    Optional<Hold> hold = holds.of(resource, state, now);
    // No metric is looked at yet: nothing speaks against a candidate but its pods.
    Verdict verdict = new Verdict.Passed();
    return new Moment(
        app,
        observed,
        revisions,
        Snapshots.of(
            app,
            revisions,
            memory,
            observed,
            hold,
            verdict,
            StateCodec.served(resource.getStatus())));
  }
}
