package dev.tideway.operator.controller;

import dev.tideway.operator.apply.Applier;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Children;
import dev.tideway.operator.desired.Records;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Target;
import dev.tideway.operator.observe.Observed;
import dev.tideway.operator.observe.Revisions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Carries out a plan: the record of a new revision first, removals last. */
record Reconciliation(App app, Observed observed, Revisions revisions, Plan plan, Applier applier) {
  private static final int DEFAULT_HISTORY = 10;

  void run() {
    if (observed.records().stream().noneMatch(r -> Records.id(r).sameAs(revisions.target().id()))) {
      applier.apply(List.of(Records.build(app, revisions.target())), observed);
    }
    List<HasMetadata> desired = Children.of(app, plan.targets(), revisions.byHash(), sizes());
    applier.apply(desired, observed);
    applier.prune(desired, observed);
    forgetOldRevisions();
  }

  private Map<String, Integer> sizes() {
    return observed.deployments().stream()
        .collect(
            Collectors.toMap(
                Observed::revisionOf,
                d -> Optional.ofNullable(d.getSpec().getReplicas()).orElse(1),
                Math::max));
  }

  private void forgetOldRevisions() {
    Set<String> inUse =
        Stream.concat(
                Stream.of(revisions.target().id()),
                Stream.concat(
                    plan.next().stable().stream(), plan.targets().stream().map(Target::revision)))
            .map(RevisionId::hash)
            .collect(Collectors.toSet());
    int limit = Optional.ofNullable(app.spec().revisionHistoryLimit()).orElse(DEFAULT_HISTORY);
    observed.records().stream()
        .filter(r -> !inUse.contains(Records.id(r).hash()))
        .sorted(Comparator.comparing(ControllerRevision::getRevision).reversed())
        .skip(limit)
        .forEach(applier::delete);
  }
}
