package dev.tideway.app.controllers;

import dev.tideway.app.Identity;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.InstantSource;

/**
 * {@code GET /health} says status, timestamp and version. The health checks and the HTTP status are
 * Micronaut's own; this only rewrites the body, as the last of all filters, because Micronaut's own
 * filter reads the HTTP status from the body that it knows.
 */
@ServerFilter("/health")
@Order(Ordered.HIGHEST_PRECEDENCE)
final class HealthBody {
  private final InstantSource clock;
  private final Identity identity;

  HealthBody(Identity identity, InstantSource clock) {
    this.identity = identity;
    this.clock = clock;
  }

  @ResponseFilter
  void rewrite(MutableHttpResponse<?> response) {
    if (response.body() instanceof HealthResult result) {
      response.body(new Health(result.getStatus().getName(), clock.instant(), identity.version()));
    }
  }

  /** {@code status} is UP or DOWN. */
  @Serdeable
  record Health(String status, Instant timestamp, String version) {}
}
