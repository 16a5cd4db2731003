package dev.tideway.operator.observe;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.BlueGreen;
import dev.tideway.crds.Canary;
import dev.tideway.crds.CanaryStep;
import dev.tideway.crds.Promotion;
import dev.tideway.operator.domain.Step;
import dev.tideway.operator.domain.Strategy;
import dev.tideway.operator.domain.Strategy.By;
import dev.tideway.operator.domain.Strategy.RollingUpdate;
import dev.tideway.operator.domain.Strategy.Stepped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how a candidate takes over out of a spec. */
final class Strategies {
  private static final Duration DEFAULT_RETIRE_AFTER = Duration.ofMinutes(10);

  private Strategies() {}

  static Strategy of(AppDeploymentSpec spec) {
    var strategy = spec.strategy();
    if (strategy == null || strategy.type() == null) {
      return new RollingUpdate();
    }
    boolean route = spec.route() != null;
    return switch (strategy.type()) {
      case RollingUpdate -> new RollingUpdate();
      case Canary ->
          new Stepped(canary(strategy.canary()), Duration.ZERO, route ? By.Route : By.Replicas);
      case BlueGreen ->
          new Stepped(
              List.of(preview(strategy.blueGreen())),
              Optional.ofNullable(strategy.blueGreen())
                  .map(BlueGreen::retireAfter)
                  .map(Durations::parse)
                  .orElse(DEFAULT_RETIRE_AFTER),
              route ? By.Route : By.Service);
    };
  }

  private static List<Step> canary(@Nullable Canary canary) {
    return Optional.ofNullable(canary).map(Canary::steps).orElse(List.of()).stream()
        .map(Strategies::step)
        .toList();
  }

  private static Step step(CanaryStep step) {
    return Step.canary(
        step.weight(),
        Optional.ofNullable(step.hold()).map(Durations::parse).orElse(Duration.ZERO),
        Boolean.TRUE.equals(step.approval()));
  }

  /** All the pods, none of the traffic. */
  private static Step preview(@Nullable BlueGreen blueGreen) {
    boolean automatic = blueGreen != null && blueGreen.promotion() == Promotion.Automatic;
    return new Step(0, 100, Duration.ZERO, !automatic);
  }
}
