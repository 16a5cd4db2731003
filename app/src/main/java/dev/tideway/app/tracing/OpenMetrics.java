package dev.tideway.app.tracing;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /prometheus} in the OpenMetrics format for who asks for it, as Prometheus does: the older
 * format has no place for exemplars. After authentication, because it answers instead of the
 * endpoint.
 */
@ServerFilter("/prometheus")
final class OpenMetrics implements Ordered {
  private static final String TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final PrometheusMeterRegistry registry;

  OpenMetrics(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.after();
  }

  @RequestFilter
  @Nullable HttpResponse<?> scrape(HttpRequest<?> request) {
    return Optional.ofNullable(request.getHeaders().get(HttpHeaders.ACCEPT))
        .filter(accept -> accept.contains("application/openmetrics-text"))
        .map(accept -> HttpResponse.ok(registry.scrape(TYPE)).contentType(TYPE))
        .orElse(null);
  }
}
