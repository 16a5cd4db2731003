package dev.tideway.operator.controller;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.DeletionPolicy;
import dev.tideway.operator.apply.Applier;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Children;
import dev.tideway.operator.desired.Ports;
import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Target;
import dev.tideway.operator.domain.Traffic;
import dev.tideway.operator.domain.Verdict;
import dev.tideway.operator.observe.Informers;
import dev.tideway.operator.observe.Observed;
import dev.tideway.operator.observe.Revisions;
import dev.tideway.operator.observe.Snapshots;
import dev.tideway.operator.rollout.Planner;
import dev.tideway.operator.status.StateCodec;
import dev.tideway.operator.traffic.Cast;
import dev.tideway.operator.traffic.TrafficRouter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The end of an app. With {@code deletionPolicy: Delete} the owner references do all there is to
 * do. Only {@code Orphan} needs a finalizer, so that apps can otherwise be deleted even when no
 * operator runs.
 */
final class Departure {
  private static final String FINALIZER = "tideway.dev/orphan";

  private final Informers informers;

  Departure(Informers informers) {
    this.informers = informers;
  }

  /**
   * Sets the finalizer, before children lose their owner.
   *
   * @return whether the object was written, so that this pass's copy is old
   */
  boolean prepare(AppDeployment resource, Context<AppDeployment> context) {
    if (!outlived(resource) || resource.hasFinalizer(FINALIZER)) {
      return false;
    }
    PrimaryUpdateAndCacheUtils.addFinalizer(context, FINALIZER);
    return true;
  }

  /** Takes the finalizer away, after children have got their owner back. */
  void revoke(AppDeployment resource, Context<AppDeployment> context) {
    if (!outlived(resource) && resource.hasFinalizer(FINALIZER)) {
      PrimaryUpdateAndCacheUtils.removeFinalizer(context, FINALIZER);
    }
  }

  /** Leaves what serves running, owned by nobody. */
  void handOver(AppDeployment resource, Context<AppDeployment> context, Applier applier) {
    if (!resource.hasFinalizer(FINALIZER)) {
      return;
    }
    Observed observed = informers.observe(resource);
    List<HasMetadata> left =
        outlived(resource)
            ? whatServes(Apps.of(resource), StateCodec.read(resource.getStatus()), observed)
            : List.of();
    applier
        .apply(left, observed)
        .ifPresent(
            refusal -> {
              throw refusal.cause();
            });
    applier.prune(left, observed, object -> true);
    PrimaryUpdateAndCacheUtils.removeFinalizer(context, FINALIZER);
  }

  /**
   * The stable revision, and beside it every other that serves; whatever there is when none does.
   * Half-way between two revisions both are needed for the app's capacity, and nobody is left to
   * give it back to one of them.
   */
  static List<HasMetadata> whatServes(App app, Optional<Memory> memory, Observed observed) {
    Optional<State> state = memory.map(Memory::state);
    Revisions revisions = Revisions.of(app, state, observed);
    Snapshot snapshot =
        Snapshots.of(
            app,
            revisions,
            memory,
            observed,
            Optional.empty(),
            new Verdict.Inconclusive("it goes"),
            Set.of());
    RevisionId inService = state.map(State::inService).orElse(snapshot.wish().target());
    List<Capacity> serving =
        snapshot.capacities().stream()
            .filter(c -> c.serving() > 0 || c.revision().sameAs(inService))
            .toList();
    List<Capacity> left = serving.isEmpty() ? snapshot.capacities() : serving;
    List<Target> targets =
        left.stream()
            .map(c -> new Target(c.revision(), left.size() == 1 ? snapshot.size() : asItIs(c, app)))
            .toList();
    Traffic traffic = Planner.traffic(snapshot);
    Ports ports = revisions.ports(inService, hashes(left), observed);
    List<HasMetadata> children =
        new Children(
                targets,
                traffic,
                memory.flatMap(Memory::restart),
                ports,
                revisions.byHash(),
                observed.sizes())
            .of(app);
    List<HasMetadata> routes =
        TrafficRouter.of(app)
            .build(app, traffic, observed.scene(), new Cast(revisions.byHash(), ports));
    return Adopting.left(
        Stream.concat(children.stream(), routes.stream()).toList(),
        app,
        observed,
        memory.flatMap(Memory::adoption));
  }

  /** Each of several revisions keeps its pods; an autoscaler must go on scaling each. */
  private static Size asItIs(Capacity c, App app) {
    return switch (Snapshots.size(app.spec())) {
      case Size.Fixed f -> new Size.Fixed(c.wanted());
      case Size.Autoscaled a -> a;
    };
  }

  private static Set<String> hashes(List<Capacity> left) {
    return left.stream().map(c -> c.revision().hash()).collect(Collectors.toSet());
  }

  private static boolean outlived(AppDeployment resource) {
    return resource.getSpec().deletionPolicy() == DeletionPolicy.Orphan;
  }
}
