package dev.tideway.operator.controller;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.operator.apply.Applier;
import dev.tideway.operator.apply.Refusal;
import dev.tideway.operator.desired.Records;
import dev.tideway.operator.desired.RevisionHash;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.observe.Observed;
import dev.tideway.operator.status.Statuses;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
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
  Optional<Hold> hold = Optional.empty();
  Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private final Holds holds =
      new Holds() {
        @Override
        public List<EventSource<?, AppDeployment>> start(
            EventSourceContext<AppDeployment> context) {
          return List.of();
        }

        @Override
        public Optional<Hold> of(
            AppDeployment app, Optional<State> state, boolean asked, Instant now) {
          return hold;
        }

        @Override
        public void stands(AppDeployment app, State state, Instant now) {}

        @Override
        public void forget(AppDeployment app) {}
      };

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
    Moment moment = look(observed);
    refusal = new Reconciliation(moment, plan(moment), applier).run();
    return this;
  }

  /** A pass of an operator that dies between its intent and its deeds. */
  Loop dieBeforeActing() {
    plan(look(cluster.observe()));
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

  private Moment look(Observed observed) {
    app.setStatus(status);
    return Moment.of(app, observed, holds, applier, now);
  }

  /** Decides, and writes it down. */
  private Plan plan(Moment moment) {
    Plan plan = moment.plan(now);
    Statuses.Facts facts =
        new Statuses.Facts(
            1, "", "", Optional.empty(), Records.limit(app.getSpec()), refusal.map(Refusal::why));
    status = Statuses.of(status, moment.snapshot(), plan, facts, now);
    return plan;
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
