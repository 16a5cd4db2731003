package dev.tideway.operator.desired;

import dev.tideway.crds.Autoscaling;
import dev.tideway.crds.Disruption;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.Optional;

/** The PodDisruptionBudget of an app, over the pods of all its revisions. */
final class DisruptionBudgets {
  private static final IntOrString ONE = new IntOrString(1);

  private DisruptionBudgets() {}

  static Optional<PodDisruptionBudget> build(App app) {
    Optional<Disruption> disruption = Optional.ofNullable(app.spec().disruption());
    if (disruption.isEmpty() && !severalPods(app)) {
      // A budget over a single pod would only keep its node from being drained.
      return Optional.empty();
    }
    return Optional.of(
        new PodDisruptionBudgetBuilder()
            .withMetadata(Meta.ofApp(app))
            .withNewSpec()
            .withMaxUnavailable(disruption.map(Disruption::maxUnavailable).orElse(ONE))
            .withUnhealthyPodEvictionPolicy("AlwaysAllow")
            .withNewSelector()
            .withMatchLabels(Labels.selector(app.name()))
            .endSelector()
            .endSpec()
            .build());
  }

  private static boolean severalPods(App app) {
    return Optional.ofNullable(app.spec().autoscaling())
        .map(Autoscaling::maxReplicas)
        .or(() -> Optional.ofNullable(app.spec().replicas()))
        .filter(most -> most > 1)
        .isPresent();
  }
}
