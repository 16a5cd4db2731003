package dev.tideway.operator.controller;

import dev.tideway.operator.apply.Applier;
import dev.tideway.operator.apply.Refusal;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Children;
import dev.tideway.operator.desired.ConfigMaps;
import dev.tideway.operator.desired.Jobs;
import dev.tideway.operator.desired.Ports;
import dev.tideway.operator.desired.Records;
import dev.tideway.operator.desired.Revision;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Target;
import dev.tideway.operator.observe.Migrations;
import dev.tideway.operator.observe.Observed;
import dev.tideway.operator.observe.Revisions;
import dev.tideway.operator.traffic.Cast;
import dev.tideway.operator.traffic.Scene;
import dev.tideway.operator.traffic.TrafficRouter;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Carries out a plan: the record of a new revision first, removals last. */
record Reconciliation(
    App app,
    Observed observed,
    Revisions revisions,
    List<RevisionId> served,
    Adopting adopting,
    Plan plan,
    Applier applier) {

  Reconciliation(Moment moment, Plan plan, Applier applier) {
    this(
        moment.app(),
        moment.observed(),
        moment.revisions(),
        moment.snapshot().sight().served(),
        new Adopting(moment, plan, applier),
        plan,
        applier);
  }

  /** The first child that is refused. The others are made all the same. */
  Optional<Refusal> run() {
    if (adopting.forbids()) {
      return Optional.empty();
    }
    List<HasMetadata> children = children();
    Optional<Refusal> unturned = adopting.turn(children);
    if (adopting.returns()) {
      return unturned;
    }
    Optional<Refusal> refusal = apply(children);
    adopting.remove();
    return unturned.or(() -> refusal);
  }

  private List<HasMetadata> children() {
    return new Children(
            plan.targets(),
            plan.traffic(),
            plan.next().restart(),
            ports(),
            revisions.byHash(),
            observed.sizes())
        .of(app);
  }

  private Optional<Refusal> apply(List<HasMetadata> children) {
    List<HasMetadata> desired = new ArrayList<>();
    if (observed.records().stream().noneMatch(r -> Records.id(r).sameAs(revisions.target().id()))) {
      desired.add(Records.build(app, revisions.target()));
    }
    if (plan.state() instanceof State.Preparing p) {
      migrate(p, desired);
    }
    desired.addAll(children);
    TrafficRouter router = TrafficRouter.of(app);
    Scene scene = observed.scene();
    desired.addAll(router.build(app, plan.traffic(), scene, new Cast(revisions.byHash(), ports())));
    desired = adopting.of(desired);
    Optional<Refusal> refusal =
        applier.apply(desired, observed).or(() -> router.obstacle(app, scene).map(Refusal::of));
    Optional<Refusal> unweighed =
        router
            .weighing(app, plan.traffic(), scene)
            .flatMap(weighing -> applier.patch(weighing.route(), weighing.patch()));
    applier.prune(desired, observed, object -> isRemovable(object, refusal.isEmpty()));
    forgetOldRevisions();
    return refusal.or(() -> unweighed);
  }

  /** One Job a revision and attempt; it stays for its logs, and for the next rollout to find. */
  private void migrate(State.Preparing p, List<HasMetadata> desired) {
    String hash = p.rollout().candidate().hash();
    Optional<Job> job = observed.jobOf(hash);
    if (job.isEmpty() && Migrations.behind(hash, observed).isEmpty()) {
      Revision revision = revisions.get(hash);
      ConfigMaps.build(app, revision).ifPresent(desired::add);
      desired.add(Jobs.build(app, revision, p.since(), Migrations.timeout(app)));
    }
    job.filter(j -> Migrations.isOutdated(j, p)).ifPresent(applier::delete);
  }

  private Ports ports() {
    Set<String> running =
        plan.targets().stream().map(t -> t.revision().hash()).collect(Collectors.toSet());
    return revisions.ports(plan.state().inService(), running, observed);
  }

  private boolean isRemovable(HasMetadata object, boolean allAccepted) {
    if (object instanceof ServiceAccount account) {
      return allAccepted && !isInUse(account);
    }
    if (object instanceof Job job) {
      return !Migrations.isActive(job)
          && observed.records().stream()
              .noneMatch(r -> Records.id(r).hash().equals(Observed.revisionOf(job)));
    }
    // Its migration Job mounts it before there is a Deployment, and after an Abort.
    if (object instanceof ConfigMap
        && observed.jobOf(Observed.revisionOf(object)).filter(Migrations::isActive).isPresent()) {
      return false;
    }
    // A route may still name it, or have named it a moment ago: it goes with its pods.
    if (object instanceof Service && isPresent(Observed.revisionOf(object))) {
      return false;
    }
    // A route that is refused must not cost the Ingress that it would replace. What a revision
    // leaves behind waits for nothing, or two revisions would serve for as long as that lasts.
    return allAccepted || !Observed.revisionOf(object).isEmpty();
  }

  private boolean isPresent(String hash) {
    return plan.targets().stream().anyMatch(t -> t.revision().hash().equals(hash));
  }

  /** While an old revision has pods, they run as whom they were made for. */
  private boolean isInUse(ServiceAccount account) {
    return plan.targets().stream()
        .map(target -> revisions.get(target.revision().hash()).template().getSpec())
        .anyMatch(pod -> account.getMetadata().getName().equals(pod.getServiceAccountName()));
  }

  private void forgetOldRevisions() {
    Set<String> inUse =
        Stream.concat(
                Stream.of(revisions.target().id()),
                Stream.concat(
                    plan.state().revisions().stream(),
                    plan.targets().stream().map(Target::revision)))
            .map(RevisionId::hash)
            .collect(Collectors.toSet());
    observed.records().stream()
        .filter(r -> !inUse.contains(Records.id(r).hash()))
        // What never served can't be gone back to.
        .sorted(
            Comparator.comparing(this::hasServed)
                .thenComparing(ControllerRevision::getRevision)
                .reversed())
        .skip(Records.limit(app.spec()))
        .forEach(applier::delete);
  }

  private boolean hasServed(ControllerRevision r) {
    return served.stream().anyMatch(Records.id(r)::sameAs);
  }
}
