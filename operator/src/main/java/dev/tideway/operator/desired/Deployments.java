package dev.tideway.operator.desired;

import dev.tideway.operator.domain.Restart;
import dev.tideway.operator.domain.Size;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Optional;

/** The Deployment of a revision. What its pods run never changes. */
final class Deployments {
  /** The one that {@code kubectl rollout restart} writes as well. */
  private static final String RESTARTED = "kubectl.kubernetes.io/restartedAt";

  private Deployments() {}

  /**
   * @param current the size that its Deployment asks for now; 0 when there is none
   * @param restart the app's last restart
   */
  static Deployment build(
      App app, Revision revision, Size size, int current, Optional<Restart> restart) {
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
        .withTemplate(
            restart
                .filter(r -> r.hash().equals(hash))
                .map(r -> restarted(revision.template(), r))
                .orElse(revision.template()))
        .endSpec()
        .build();
  }

  private static PodTemplateSpec restarted(PodTemplateSpec template, Restart restart) {
    return new PodTemplateSpecBuilder(template)
        .editMetadata()
        .addToAnnotations(RESTARTED, restart.at().toString())
        .endMetadata()
        .build();
  }
}
