package dev.tideway.app.tracing;

import dev.tideway.app.Identity;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Map;

/** The SDK as the standard variables OTEL_… want it; a class of its own, so that it loads late. */
final class Sdk {
  private Sdk() {}

  static OpenTelemetry configured(Identity identity) {
    return AutoConfiguredOpenTelemetrySdk.builder()
        // Defaults: the variables win. Metrics are Prometheus's, and logs go to standard output.
        .addPropertiesSupplier(
            () ->
                Map.of(
                    "otel.service.name", identity.name(),
                    "otel.exporter.otlp.protocol", "http/protobuf",
                    "otel.metrics.exporter", "none",
                    "otel.logs.exporter", "none"))
        .addResourceCustomizer((found, properties) -> about(identity).merge(found))
        // The app's own stop closes it, after the last request.
        .disableShutdownHook()
        .build()
        .getOpenTelemetrySdk();
  }

  private static Resource about(Identity identity) {
    AttributesBuilder attributes =
        Attributes.builder().put(AttributeKey.stringKey("service.version"), identity.version());
    identity.pod().ifPresent(pod -> attributes.put("service.instance.id", pod));
    identity.revision().ifPresent(revision -> attributes.put("tideway.revision", revision));
    return Resource.create(attributes.build());
  }
}
