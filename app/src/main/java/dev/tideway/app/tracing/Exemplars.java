package dev.tideway.app.tracing;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.configuration.metrics.micrometer.ExportConfigurationProperties;
import io.micronaut.configuration.metrics.micrometer.prometheus.PrometheusMeterRegistryFactory;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import io.opentelemetry.api.trace.Span;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import jakarta.inject.Singleton;
import java.util.Properties;

/** The metrics' registry, told which trace a measurement belongs to. */
@Factory
final class Exemplars {

  @Singleton
  @Replaces(bean = PrometheusMeterRegistry.class, factory = PrometheusMeterRegistryFactory.class)
  PrometheusMeterRegistry registry(ExportConfigurationProperties configuration) {
    Properties export = configuration.getExport();
    return new PrometheusMeterRegistry(
        export::getProperty, new PrometheusRegistry(), Clock.SYSTEM, new OfRequest());
  }

  /** A trace that isn't exported would be an exemplar that leads nowhere. */
  private static final class OfRequest implements SpanContext {
    @Override
    public String getCurrentTraceId() {
      return current().getTraceId();
    }

    @Override
    public String getCurrentSpanId() {
      return current().getSpanId();
    }

    @Override
    public boolean isCurrentSpanSampled() {
      return current().isSampled();
    }

    @Override
    public void markCurrentSpanAsExemplar() {}

    private static io.opentelemetry.api.trace.SpanContext current() {
      Span span =
          ServerRequestContext.<Object>currentRequest()
              .map(request -> (HttpRequest<?>) request)
              .map(RequestTrace::of)
              .map(Span::fromContext)
              .orElseGet(Span::current);
      return span.getSpanContext();
    }
  }
}
