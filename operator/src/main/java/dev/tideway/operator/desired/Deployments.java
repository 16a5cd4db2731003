package dev.tideway.operator.desired;

import dev.tideway.operator.domain.Size;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;

/** The Deployment of a revision. Its pod template never changes. */
final class Deployments {
  private Deployments() {}

  /**
   * @param current the size that its Deployment asks for now; 0 when there is none
   */
  static Deployment build(App app, Revision revision, Size size, int current) {
    String hash = revision.id().hash();
    return new DeploymentBuilder()
        .withMetadata(Meta.ofRevision(app, hash))
        .withNewSpec()
        // Where an autoscaler decides, the size that it chose is said again: a field that an apply
        // leaves out after it was there before falls back to its default of one pod.
        .withReplicas(size.total(current))
        .withRevisionHistoryLimit(0)
        .withNewSelector()
        .withMatchLabels(Labels.selector(app.name(), hash))
        .endSelector()
        .withTemplate(revision.template())
        .endSpec()
        .build();
  }
}
