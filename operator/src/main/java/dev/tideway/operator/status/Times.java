package dev.tideway.operator.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as Kubernetes writes them: whole seconds, UTC. */
final class Times {
  private Times() {}

  static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
