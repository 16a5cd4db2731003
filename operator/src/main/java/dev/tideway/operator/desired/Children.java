package dev.tideway.operator.desired;

import dev.tideway.operator.domain.Target;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Everything that an app shall have: the one place where the set of children is decided. */
public final class Children {
  private Children() {}

  /**
   * What the plan's targets and the spec come to. The order is that in which to write them: what is
   * referred to comes before what refers to it, and an autoscaler is narrowed before a size moves.
   *
   * @param targets revisions that shall have a Deployment
   * @param ports of all revisions that have pods
   * @param revisions by hash; has every target's
   * @param sizes what each revision's Deployment asks for now, by hash
   */
  public static List<HasMetadata> of(
      App app,
      List<Target> targets,
      Ports ports,
      Map<String, Revision> revisions,
      Map<String, Integer> sizes) {
    List<HasMetadata> children = new ArrayList<>();
    ServiceAccounts.build(app).ifPresent(children::add);
    children.addAll(VolumeClaims.build(app));
    for (Target target : targets) {
      String hash = target.revision().hash();
      Revision revision = Objects.requireNonNull(revisions.get(hash));
      ConfigMaps.build(app, revision).ifPresent(children::add);
      Autoscalers.build(app, revision, target.size()).ifPresent(children::add);
      children.add(Deployments.build(app, revision, target.size(), sizes.getOrDefault(hash, 0)));
    }
    children.add(Services.build(app, ports));
    DisruptionBudgets.build(app).ifPresent(children::add);
    NetworkPolicies.build(app, ports).ifPresent(children::add);
    Routes.build(app).ifPresent(children::add);
    Ingresses.build(app).ifPresent(children::add);
    return children;
  }
}
