package dev.tideway.app.tracing;

import dev.tideway.app.problems.Problem;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A span for each request, under the one that its client names in {@code traceparent}; current on
 * whichever thread works for the request. Problems say which trace they belong to.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestSpans {
  private final Traces traces;

  RequestSpans(Traces traces) {
    this.traces = traces;
  }

  @RequestFilter
  void start(HttpRequest<?> request, MutablePropagatedContext propagated) {
    Context parent =
        traces
            .telemetry()
            .getPropagators()
            .getTextMapPropagator()
            .extract(Context.root(), request, new Headers());
    Context context = parent.with(span(request, parent));
    RequestTrace.put(request, context);
    propagated.add(new Current(context));
  }

  @ResponseFilter
  void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
    Span span = Span.fromContext(RequestTrace.of(request));
    if (response.body() instanceof Problem problem) {
      response.body(problem.withTraceId(span.getSpanContext().getTraceId()));
    }
    request
        .getAttribute(HttpAttributes.URI_TEMPLATE, String.class)
        .ifPresent(
            route -> {
              span.updateName(request.getMethodName() + " " + route);
              span.setAttribute("http.route", route);
            });
    span.setAttribute("http.response.status_code", response.code());
    if (response.code() >= 500) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  private Span span(HttpRequest<?> request, Context parent) {
    String path = request.getPath();
    if (traces.exported() && !RequestTrace.isMachinery(path)) {
      return traces
          .tracer()
          .spanBuilder(request.getMethodName())
          .setParent(parent)
          .setSpanKind(SpanKind.SERVER)
          .setAttribute("http.request.method", request.getMethodName())
          .setAttribute("url.path", path)
          .startSpan();
    }
    SpanContext clients = Span.fromContext(parent).getSpanContext();
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return Span.wrap(
        SpanContext.create(
            clients.isValid()
                ? clients.getTraceId()
                : TraceId.fromLongs(random.nextLong(), random.nextLong(1, Long.MAX_VALUE)),
            SpanId.fromLong(random.nextLong(1, Long.MAX_VALUE)),
            TraceFlags.getDefault(),
            TraceState.getDefault()));
  }

  /** Micronaut takes it from thread to thread with the request. */
  private record Current(Context context) implements ThreadPropagatedContextElement<Scope> {
    @Override
    @SuppressWarnings("MustBeClosedChecker") // Micronaut gives it back to be closed below.
    public Scope updateThreadContext() {
      return context.makeCurrent();
    }

    @Override
    public void restoreThreadContext(Scope scope) {
      scope.close();
    }
  }

  private static final class Headers implements TextMapGetter<HttpRequest<?>> {
    @Override
    public Iterable<String> keys(HttpRequest<?> request) {
      return request.getHeaders().names();
    }

    @Override
    public @Nullable String get(@Nullable HttpRequest<?> request, String key) {
      return request == null ? null : request.getHeaders().get(key);
    }
  }
}
