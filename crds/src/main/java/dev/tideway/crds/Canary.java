package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps of a canary. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Canary(
    @JsonPropertyDescription(
            "Steps on the way to all traffic, in order. Weights rise from step to step; after the"
                + " last step the candidate gets everything.")
        @Nullable List<CanaryStep> steps,
    @JsonPropertyDescription(
            "Requests that reach the candidate from the first step on, whatever its weight: those"
                + " of testers. Needs a route.")
        @Nullable List<TrafficMatch> match,
    @JsonPropertyDescription(
            "Copies a share of the requests to the candidate and drops its answers. Needs a route.")
        @Nullable Mirror mirror) {}
