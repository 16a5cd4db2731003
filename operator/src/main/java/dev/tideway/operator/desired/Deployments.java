package dev.tideway.operator.desired;

import dev.tideway.crds.RollingUpdate;
import dev.tideway.crds.Strategy;
import dev.tideway.operator.domain.Restart;
import dev.tideway.operator.domain.Size;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import java.util.Optional;

/** The Deployment of a revision. What its pods run never changes. */
final class Deployments {
  /** The one that {@code kubectl rollout restart} writes as well. */
  private static final String RESTARTED = "kubectl.kubernetes.io/restartedAt";

  private static final IntOrString SURGE = new IntOrString("25%");
  private static final IntOrString UNAVAILABLE = new IntOrString(0);

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
        // For a restart: no other change replaces pods of the same revision.
        .withStrategy(strategy(app))
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

  private static DeploymentStrategy strategy(App app) {
    Optional<RollingUpdate> limits =
        Optional.ofNullable(app.spec().strategy()).map(Strategy::rollingUpdate);
    IntOrString surge = limits.map(RollingUpdate::maxSurge).orElse(SURGE);
    IntOrString unavailable = limits.map(RollingUpdate::maxUnavailable).orElse(UNAVAILABLE);
    return new DeploymentStrategyBuilder()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxSurge(surge)
        .withMaxUnavailable(unavailable)
        .endRollingUpdate()
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
