package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The share of requests that failed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorRate(
    @JsonPropertyDescription(
            "PromQL for the number of failed requests; the app's own HTTP metrics when absent.")
        @Nullable String query) {}
