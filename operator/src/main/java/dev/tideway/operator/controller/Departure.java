package dev.tideway.operator.controller;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.DeletionPolicy;
import dev.tideway.operator.apply.Applier;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Children;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Target;
import dev.tideway.operator.observe.Informers;
import dev.tideway.operator.observe.Observed;
import dev.tideway.operator.observe.Revisions;
import dev.tideway.operator.observe.Snapshots;
import dev.tideway.operator.status.StateCodec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.util.List;
import java.util.Optional;

/**
 * The end of an app. With {@code deletionPolicy: Delete} the owner references do all there is to
 * do. Only {@code Orphan} needs a finalizer, so that apps can otherwise be deleted even when no
 * operator runs.
 */
final class Departure {
  private static final String FINALIZER = "tideway.dev/orphan";

  private final Informers informers;
  private final Applier applier;

  Departure(Informers informers, Applier applier) {
    this.informers = informers;
    this.applier = applier;
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
  void handOver(AppDeployment resource, Context<AppDeployment> context) {
    if (!resource.hasFinalizer(FINALIZER)) {
      return;
    }
    Observed observed = informers.observe(resource);
    List<HasMetadata> left =
        outlived(resource) ? whatServes(Apps.of(resource), stable(resource), observed) : List.of();
    applier
        .apply(left, observed)
        .ifPresent(
            refusal -> {
              throw refusal.cause();
            });
    applier.prune(left, observed, object -> true);
    PrimaryUpdateAndCacheUtils.removeFinalizer(context, FINALIZER);
  }

  /** The stable revision at its full size; whatever there is when its Deployment is gone. */
  static List<HasMetadata> whatServes(App app, Optional<RevisionId> stable, Observed observed) {
    List<Deployment> all = observed.deployments();
    List<Deployment> serving =
        all.stream().filter(d -> stable.filter(id -> isOf(d, id)).isPresent()).toList();
    Revisions revisions = Revisions.of(app, observed);
    Size size = Snapshots.size(app.spec());
    List<Target> targets =
        (serving.isEmpty() ? all : serving)
            .stream()
                .map(d -> new Target(revisions.get(Observed.revisionOf(d)).id(), size))
                .toList();
    return Children.of(app, targets, revisions.byHash(), observed.sizes());
  }

  private static boolean isOf(Deployment d, RevisionId id) {
    return Observed.revisionOf(d).equals(id.hash());
  }

  private static Optional<RevisionId> stable(AppDeployment resource) {
    return StateCodec.read(resource.getStatus()).flatMap(state -> state.stable());
  }

  private static boolean outlived(AppDeployment resource) {
    return resource.getSpec().deletionPolicy() == DeletionPolicy.Orphan;
  }
}
