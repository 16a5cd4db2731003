package dev.tideway.app.logging;

import dev.tideway.app.tracing.RequestTrace;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.opentelemetry.context.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line a request, with its trace. Probes and scrapes come every few seconds and say nothing
 * while all is well: they are logged at DEBUG unless they fail.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("request");
  private static final String STARTED = "request.started";

  @RequestFilter
  void start(HttpRequest<?> request) {
    request.setAttribute(STARTED, System.nanoTime());
  }

  @ResponseFilter
  void log(HttpRequest<?> request, HttpResponse<?> response) {
    Level level = level(request.getPath(), response.code());
    if (!LOG.isEnabledForLevel(level)) {
      return;
    }
    try (Scope traced = RequestTrace.of(request).makeCurrent()) {
      LOG.atLevel(level)
          .addKeyValue("method", request.getMethodName())
          .addKeyValue("path", request.getPath())
          .addKeyValue("status", response.code())
          .addKeyValue("duration_ms", millis(request))
          .log("request");
    }
  }

  private static Level level(String path, int status) {
    return RequestTrace.isMachinery(path) && status < 400 ? Level.DEBUG : Level.INFO;
  }

  /** To a tenth: a request that is answered from memory takes less than one. */
  private static double millis(HttpRequest<?> request) {
    long now = System.nanoTime();
    long started = request.getAttribute(STARTED, Long.class).orElse(now);
    return Math.round((now - started) / 100_000.0) / 10.0;
  }
}
