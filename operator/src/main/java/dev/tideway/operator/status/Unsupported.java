package dev.tideway.operator.status;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.Feature;
import dev.tideway.crds.Features;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names what a spec asks for and nobody acts on, be it this release or the gateway, and says what
 * happens instead.
 */
final class Unsupported {
  /** The one list of what is not implemented: an entry goes when the operator acts on it. */
  static final Map<Feature, String> INSTEAD =
      new EnumMap<>(
          Map.of(
              Feature.Analysis,
              "no metric is looked at, and a candidate is given up only when its pods don't become"
                  + " ready",
              Feature.Monitoring,
              "no ServiceMonitor and no PrometheusRule is made",
              Feature.Notifications,
              "nobody is told; Events and status tell the same",
              Feature.AutoscalingSchedule,
              "minReplicas and maxReplicas hold at all times",
              Feature.ConfigTrackRestart,
              "new content reaches a pod when it is next replaced"));

  private Unsupported() {}

  /**
   * A sentence for each such field; empty when there is none.
   *
   * @param lack the sentence of the gateway
   */
  static Optional<String> in(AppDeploymentSpec spec, Optional<String> lack) {
    String sentences =
        Stream.concat(
                Features.used(spec).stream()
                    .filter(INSTEAD::containsKey)
                    .map(f -> f.path() + " is not acted on yet: " + INSTEAD.get(f) + "."),
                lack.stream())
            .collect(Collectors.joining(" "));
    return Optional.of(sentences).filter(text -> !text.isEmpty());
  }
}
