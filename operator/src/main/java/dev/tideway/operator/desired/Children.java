package dev.tideway.operator.desired;

import dev.tideway.operator.domain.Restart;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Target;
import dev.tideway.operator.domain.Traffic;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that an app shall have but its routes: the one place where the set of children is
 * decided.
 *
 * @param targets revisions that shall have a Deployment
 * @param traffic which of them requests shall reach
 * @param restart the last restart of its pods
 * @param ports of all revisions that have pods
 * @param revisions by hash; has every target's
 * @param sizes what each revision's Deployment asks for now, by hash
 */
public record Children(
    List<Target> targets,
    Traffic traffic,
    Optional<Restart> restart,
    Ports ports,
    Map<String, Revision> revisions,
    Map<String, Integer> sizes) {

  /**
   * What the plan and the spec come to. The order is that in which to write them: what is referred
   * to comes before what refers to it, and an autoscaler is narrowed before a size moves.
   */
  public List<HasMetadata> of(App app) {
    List<HasMetadata> children = new ArrayList<>();
    ServiceAccounts.build(app).ifPresent(children::add);
    children.addAll(VolumeClaims.build(app));
    traffic.services().stream()
        // One that was never written down, as when the operator died first, has no pods either.
        .filter(id -> revisions.containsKey(id.hash()))
        .forEach(id -> children.add(Services.ofRevision(app, revision(id))));
    for (Target target : known()) {
      Revision revision = revision(target.revision());
      int size = sizes.getOrDefault(target.revision().hash(), 0);
      ConfigMaps.build(app, revision).ifPresent(children::add);
      Autoscalers.build(app, revision, target.size()).ifPresent(children::add);
      children.add(Deployments.build(app, revision, target.size(), size, restart));
    }
    children.add(
        traffic
            .home()
            .filter(id -> revisions.containsKey(id.hash()))
            .map(id -> Services.ofHome(app, revision(id)))
            .orElseGet(() -> Services.ofAll(app, ports)));
    traffic
        .preview()
        .filter(id -> revisions.containsKey(id.hash()))
        .flatMap(id -> Services.ofPreview(app, revision(id)))
        .ifPresent(children::add);
    DisruptionBudgets.build(app).ifPresent(children::add);
    NetworkPolicies.build(app, ports).ifPresent(children::add);
    Ingresses.build(app).ifPresent(children::add);
    return children;
  }

  /** What somebody deleted together with its record, as with a whole namespace, can't be remade. */
  private List<Target> known() {
    return targets.stream().filter(t -> revisions.containsKey(t.revision().hash())).toList();
  }

  private Revision revision(RevisionId id) {
    return Objects.requireNonNull(revisions.get(id.hash()), () -> "unknown " + id.label());
  }
}
