package dev.tideway.app.lifecycle;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Not ready from the first moment of a stop. */
@Singleton
@Readiness
final class DrainIndicator implements HealthIndicator {
  private final Drain drain;

  DrainIndicator(Drain drain) {
    this.drain = drain;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    HealthStatus status = drain.draining() ? HealthStatus.DOWN : HealthStatus.UP;
    return Publishers.just(HealthResult.builder("drain", status).build());
  }
}
