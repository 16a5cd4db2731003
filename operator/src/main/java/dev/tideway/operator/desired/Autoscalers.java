package dev.tideway.operator.desired;

import dev.tideway.crds.Autoscaling;
import dev.tideway.operator.domain.Size;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The HorizontalPodAutoscaler of a revision. */
final class Autoscalers {
  private static final int DEFAULT_CPU_UTILIZATION = 70;

  private Autoscalers() {}

  /**
   * Nothing without {@code spec.autoscaling}, nor for a revision without pods: an autoscaler can't
   * hold a Deployment at 0.
   *
   * @param size its bounds; a fixed size holds the autoscaler still while a rollout moves capacity
   */
  static Optional<HorizontalPodAutoscaler> build(App app, Revision revision, Size size) {
    Bounds bounds = bounds(size);
    Autoscaling autoscaling = app.spec().autoscaling();
    if (autoscaling == null || bounds.max() == 0) {
      return Optional.empty();
    }
    String hash = revision.id().hash();
    return Optional.of(
        new HorizontalPodAutoscalerBuilder()
            .withMetadata(Meta.ofRevision(app, hash))
            .withNewSpec()
            .withNewScaleTargetRef("apps/v1", "Deployment", Names.ofRevision(app.name(), hash))
            .withMinReplicas(bounds.min())
            .withMaxReplicas(bounds.max())
            .withMetrics(metrics(autoscaling))
            .withBehavior(autoscaling.behavior())
            .endSpec()
            .build());
  }

  private record Bounds(int min, int max) {}

  private static Bounds bounds(Size size) {
    return switch (size) {
      case Size.Fixed f -> new Bounds(f.replicas(), f.replicas());
      case Size.Autoscaled a -> new Bounds(a.min(), a.max());
    };
  }

  private static List<MetricSpec> metrics(Autoscaling autoscaling) {
    List<MetricSpec> metrics = new ArrayList<>();
    Optional.ofNullable(autoscaling.cpuUtilization())
        .ifPresent(percent -> metrics.add(utilization("cpu", percent)));
    Optional.ofNullable(autoscaling.memoryUtilization())
        .ifPresent(percent -> metrics.add(utilization("memory", percent)));
    metrics.addAll(Optional.ofNullable(autoscaling.metrics()).orElse(List.of()));
    return metrics.isEmpty() ? List.of(utilization("cpu", DEFAULT_CPU_UTILIZATION)) : metrics;
  }

  private static MetricSpec utilization(String resource, int percent) {
    return new MetricSpecBuilder()
        .withType("Resource")
        .withNewResource()
        .withName(resource)
        .withNewTarget()
        .withType("Utilization")
        .withAverageUtilization(percent)
        .endTarget()
        .endResource()
        .build();
  }
}
