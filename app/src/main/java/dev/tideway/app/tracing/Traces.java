package dev.tideway.app.tracing;

import dev.tideway.app.Identity;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.util.StringUtils;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where spans go: to OTEL_EXPORTER_OTLP_ENDPOINT, or nowhere. Nowhere means that no span is made
 * and no class of the SDK is loaded; a trace id from the client, or a new one, is known all the
 * same.
 */
@Singleton
public class Traces {
  private final OpenTelemetry telemetry;
  private final Tracer tracer;
  private final boolean exported;

  @Inject
  Traces(
      Identity identity,
      @Property(name = "otel.exporter.otlp.endpoint") @Nullable String endpoint,
      @Property(name = "otel.exporter.otlp.traces.endpoint") @Nullable String tracesEndpoint) {
    this(
        StringUtils.isNotEmpty(endpoint) || StringUtils.isNotEmpty(tracesEndpoint)
            ? Sdk.configured(identity)
            : OpenTelemetry.propagating(
                ContextPropagators.create(W3CTraceContextPropagator.getInstance())),
        StringUtils.isNotEmpty(endpoint) || StringUtils.isNotEmpty(tracesEndpoint));
  }

  Traces(OpenTelemetry telemetry, boolean exported) {
    this.telemetry = telemetry;
    this.tracer = telemetry.getTracer("dev.tideway.app");
    this.exported = exported;
  }

  OpenTelemetry telemetry() {
    return telemetry;
  }

  boolean exported() {
    return exported;
  }

  public Tracer tracer() {
    return tracer;
  }

  /** What is under way is sent before the process ends. */
  @PreDestroy
  void close() throws IOException {
    if (telemetry instanceof Closeable sdk) {
      sdk.close();
    }
  }
}
