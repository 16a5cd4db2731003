package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Result of a metric. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetricStatus(
    @JsonPropertyDescription("Name of the metric.") @Required String name,
    @JsonPropertyDescription("Last value.") @Nullable String value,
    @JsonPropertyDescription("Passed, Regressed or Inconclusive.") @Nullable String verdict,
    @JsonPropertyDescription("Requests seen.") @Nullable Long samples) {}
