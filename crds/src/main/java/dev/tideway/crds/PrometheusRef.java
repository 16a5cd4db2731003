package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A Prometheus. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PrometheusRef(
    @JsonPropertyDescription("Base URL; the operator's own setting when absent.")
        @Nullable String url) {}
