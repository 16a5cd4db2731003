package dev.tideway.app.tracing;

import dev.tideway.app.Identity;
import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HashMap;
import java.util.Map;

/** The SDK as the standard variables OTEL_… want it; a class of its own, so that it loads late. */
final class Sdk {
  private Sdk() {}

  static OpenTelemetry configured(Identity identity, Settings settings) {
    return AutoConfiguredOpenTelemetrySdk.builder()
        // Defaults: the variables win. Metrics are Prometheus's, and logs go to standard output.
        .addPropertiesSupplier(() -> defaults(identity, settings))
        .addResourceCustomizer((found, properties) -> about(identity).merge(found))
        // The app's own stop closes it, after the last request.
        .disableShutdownHook()
        .build()
        .getOpenTelemetrySdk();
  }

  private static Map<String, String> defaults(Identity identity, Settings settings) {
    Map<String, String> defaults = new HashMap<>();
    defaults.put("otel.service.name", identity.name());
    defaults.put("otel.exporter.otlp.protocol", "http/protobuf");
    defaults.put("otel.metrics.exporter", "none");
    defaults.put("otel.logs.exporter", "none");
    // The SDK knows no variable that names a file.
    settings
        .get(Setting.OTEL_EXPORTER_OTLP_HEADERS)
        .ifPresent(headers -> defaults.put("otel.exporter.otlp.headers", headers));
    return defaults;
  }

  private static Resource about(Identity identity) {
    AttributesBuilder attributes =
        Attributes.builder().put(AttributeKey.stringKey("service.version"), identity.version());
    identity.pod().ifPresent(pod -> attributes.put("service.instance.id", pod));
    identity.revision().ifPresent(revision -> attributes.put("tideway.revision", revision));
    return Resource.create(attributes.build());
  }
}
