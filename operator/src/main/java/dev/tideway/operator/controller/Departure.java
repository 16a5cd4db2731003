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
import dev.tideway.operator.status.StateCodec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.util.List;
import java.util.Map;
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
   * Sets or takes away the finalizer.
   *
   * @return whether the object was written, so that this pass's copy is old
   */
  boolean prepare(AppDeployment resource, Context<AppDeployment> context) {
    boolean wanted = resource.getSpec().deletionPolicy() == DeletionPolicy.Orphan;
    if (wanted == resource.hasFinalizer(FINALIZER)) {
      return false;
    }
    if (wanted) {
      PrimaryUpdateAndCacheUtils.addFinalizer(context, FINALIZER);
    } else {
      PrimaryUpdateAndCacheUtils.removeFinalizer(context, FINALIZER);
    }
    return true;
  }

  /** Leaves what serves running, owned by nobody. */
  void handOver(AppDeployment resource, Context<AppDeployment> context) {
    if (!resource.hasFinalizer(FINALIZER)) {
      return;
    }
    if (resource.getSpec().deletionPolicy() == DeletionPolicy.Orphan) {
      App app = Apps.orphaning(resource);
      Observed observed = informers.observe(resource);
      List<HasMetadata> left = whatServes(app, resource, observed);
      applier.apply(left, observed);
      applier.prune(left, observed);
    }
    PrimaryUpdateAndCacheUtils.removeFinalizer(context, FINALIZER);
  }

  private static List<HasMetadata> whatServes(App app, AppDeployment resource, Observed observed) {
    Optional<RevisionId> stable =
        StateCodec.read(resource.getStatus()).flatMap(state -> state.stable());
    Revisions revisions = Revisions.of(app, observed);
    List<Target> targets =
        observed.deployments().stream()
            .filter(d -> stable.map(RevisionId::hash).orElse(hash(d)).equals(hash(d)))
            .map(d -> new Target(revisions.get(hash(d)).id(), new Size.Fixed(size(d))))
            .toList();
    return Children.of(app, targets, revisions.byHash(), Map.of());
  }

  private static String hash(Deployment d) {
    return Observed.revisionOf(d);
  }

  private static int size(Deployment d) {
    return Optional.ofNullable(d.getSpec().getReplicas()).orElse(1);
  }
}
