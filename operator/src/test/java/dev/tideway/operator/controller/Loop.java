package dev.tideway.operator.controller;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.operator.apply.Applier;
import dev.tideway.operator.apply.Refusal;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Records;
import dev.tideway.operator.desired.RevisionHash;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.observe.Observed;
import dev.tideway.operator.observe.Revisions;
import dev.tideway.operator.observe.Snapshots;
import dev.tideway.operator.rollout.Planner;
import dev.tideway.operator.status.StateCodec;
import dev.tideway.operator.status.Statuses;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes over one app: all of a reconciler but the library and the network. */
final class Loop {
  final FakeCluster cluster = new FakeCluster();
  final Applier applier = new Applier(cluster, cluster);
  AppDeployment app;
  @Nullable AppDeploymentStatus status;
  Optional<Refusal> refusal = Optional.empty();
  Instant now = Instant.parse("2026-01-01T00:00:00Z");

  Loop(String spec) {
    app = app(spec);
  }

  /** What the user writes next. */
  Loop spec(String spec) {
    app = app(spec);
    return this;
  }

  Loop pass() {
    return pass(cluster.observe());
  }

  /** A pass that sees what a cache holds, whatever is true by now. */
  Loop pass(Observed observed) {
    Planned planned = plan(observed);
    refusal =
        new Reconciliation(
                planned.app(),
                observed,
                planned.revisions(),
                planned.served(),
                planned.plan(),
                applier)
            .run();
    return this;
  }

  /** A pass of an operator that dies between its intent and its deeds. */
  Loop dieBeforeActing() {
    plan(cluster.observe());
    return this;
  }

  /** Passes, with pods that become ready in between, until nothing moves any more. */
  Loop settle() {
    for (int i = 0; i < 20; i++) {
      cluster.becomeReady();
      pass();
      now = now.plusSeconds(1);
    }
    cluster.writes();
    return this;
  }

  String hash() {
    return RevisionHash.of(app.getSpec());
  }

  String phase() {
    return status == null ? "" : String.valueOf(status.phase());
  }

  private record Planned(App app, Revisions revisions, List<RevisionId> served, Plan plan) {}

  private Planned plan(Observed observed) {
    App seen = Apps.of(app);
    Optional<Memory> memory = StateCodec.read(status);
    Revisions revisions = Revisions.of(seen, memory.map(Memory::state), observed);
    Snapshot snapshot =
        Snapshots.of(
            seen,
            revisions,
            memory,
            observed,
            Optional.empty(),
            new Verdict.Passed(),
            StateCodec.served(status));
    Plan plan = Planner.plan(snapshot, now);
    Statuses.Facts facts =
        new Statuses.Facts(
            1, "", "", Optional.empty(), Records.limit(app.getSpec()), refusal.map(Refusal::why));
    status = Statuses.of(status, snapshot, plan, facts, now);
    return new Planned(seen, revisions, snapshot.sight().served(), plan);
  }

  private static AppDeployment app(String spec) {
    AppDeployment app = new AppDeployment();
    app.getMetadata().setName("web");
    app.getMetadata().setNamespace("shop");
    app.getMetadata().setUid("uid");
    app.setSpec(Serialization.unmarshal("---\n" + spec, AppDeploymentSpec.class));
    return app;
  }
}
