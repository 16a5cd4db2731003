package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** How Prometheus scrapes the app. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Monitoring(
    @JsonPropertyDescription("Path of the metrics.") @Default("\"/prometheus\"")
        @Nullable String path,
    @JsonPropertyDescription("Name of the port; the first one when absent.") @Nullable String port,
    @JsonPropertyDescription("Time between two scrapes.") @Default("\"30s\"")
        @Nullable String interval,
    @JsonPropertyDescription("Makes alerts for high error rates and more.") @Default("true")
        @Nullable Boolean alerts) {}
