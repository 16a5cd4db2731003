package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps of a canary. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Canary(
    @JsonPropertyDescription("Steps on the way to all traffic, in order.")
        @Nullable List<CanaryStep> steps,
    @JsonPropertyDescription(
            "Requests that reach the candidate from the first step on, whatever its weight.")
        @Nullable List<TrafficMatch> match,
    @JsonPropertyDescription("Copies requests to the candidate, and drops its answers.")
        @Nullable Mirror mirror) {}
