package dev.tideway.app.metrics;

import dev.tideway.app.tracing.RequestTrace;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.opentelemetry.context.Scope;
import java.time.Duration;

/**
 * Counts and times each answer, whoever gave it: also refusals, which never come to a controller.
 * Micronaut's own meter doesn't see those, and takes any word for a method, as a label that stays.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestMetrics {
  static final String NAME = "http.server.requests";

  private static final String STARTED = "metrics.started";
  private static final String NO_ROUTE = "UNMATCHED";

  private final MeterProvider<Timer> timer;

  RequestMetrics(MeterRegistry registry) {
    timer = Timer.builder(NAME).description("Requests that were answered").withRegistry(registry);
  }

  @RequestFilter
  void start(HttpRequest<?> request) {
    request.setAttribute(STARTED, System.nanoTime());
  }

  @ResponseFilter
  void count(HttpRequest<?> request, HttpResponse<?> response) {
    long now = System.nanoTime();
    long started = request.getAttribute(STARTED, Long.class).orElse(now);
    // The trace becomes the exemplar.
    try (Scope traced = RequestTrace.of(request).makeCurrent()) {
      timer
          .withTags(
              "method",
              request.getMethod().name(),
              "status",
              Integer.toString(response.code()),
              "uri",
              route(request))
          .record(Duration.ofNanos(now - started));
    }
  }

  private static String route(HttpRequest<?> request) {
    String route = request.getAttribute(HttpAttributes.URI_TEMPLATE, String.class).orElse(NO_ROUTE);
    return route.equals("/") ? "root" : route;
  }
}
