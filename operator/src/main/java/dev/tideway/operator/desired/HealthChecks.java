package dev.tideway.operator.desired;

import dev.tideway.crds.Probes;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.util.Optional;
import java.util.function.Function;

/** Health checks: what the user wrote, else HTTP on the first port. */
final class HealthChecks {
  private static final String READINESS = "/health/readiness";
  private static final String LIVENESS = "/health/liveness";

  private HealthChecks() {}

  /** Two minutes to start, looked at every second, so that a fast app is ready at once. */
  static Probe startup(App app) {
    return chosen(app, Probes::startup)
        // A liveness check of the user's own says best when the app is up.
        .or(() -> chosen(app, Probes::liveness).map(p -> patient(p)))
        .orElseGet(() -> patient(get(app, LIVENESS).build()));
  }

  static Probe readiness(App app) {
    return chosen(app, Probes::readiness)
        .orElseGet(
            () ->
                get(app, READINESS)
                    .withPeriodSeconds(2)
                    .withTimeoutSeconds(2)
                    .withFailureThreshold(2)
                    .build());
  }

  static Probe liveness(App app) {
    return chosen(app, Probes::liveness)
        .orElseGet(
            () ->
                get(app, LIVENESS)
                    .withPeriodSeconds(10)
                    .withTimeoutSeconds(5)
                    .withFailureThreshold(3)
                    .build());
  }

  private static Optional<Probe> chosen(App app, Function<Probes, Probe> which) {
    return Optional.ofNullable(app.spec().probes()).map(which);
  }

  private static Probe patient(Probe probe) {
    return new ProbeBuilder(probe)
        .withInitialDelaySeconds(null)
        .withPeriodSeconds(1)
        .withTimeoutSeconds(Optional.ofNullable(probe.getTimeoutSeconds()).orElse(2))
        .withFailureThreshold(120)
        .withSuccessThreshold(null)
        .build();
  }

  private static ProbeBuilder get(App app, String path) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withNewPort(app.ports().getFirst().name())
        .endHttpGet();
  }
}
