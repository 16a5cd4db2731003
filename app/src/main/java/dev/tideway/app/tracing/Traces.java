package dev.tideway.app.tracing;

import dev.tideway.app.Identity;
import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.Closeable;
import java.io.IOException;

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
  Traces(Identity identity, Settings settings) {
    this(
        isExported(settings)
            ? Sdk.configured(identity, settings)
            : OpenTelemetry.propagating(
                ContextPropagators.create(W3CTraceContextPropagator.getInstance())),
        isExported(settings));
  }

  Traces(OpenTelemetry telemetry, boolean exported) {
    this.telemetry = telemetry;
    this.tracer = telemetry.getTracer("dev.tideway.app");
    this.exported = exported;
  }

  private static boolean isExported(Settings settings) {
    return settings
        .get(Setting.OTEL_EXPORTER_OTLP_ENDPOINT)
        .or(() -> settings.get(Setting.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT))
        .isPresent();
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
