package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Probe;
import org.jspecify.annotations.Nullable;

/** Health checks of the app's container, as in core/v1. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Probes(
    @JsonPropertyDescription("Holds the other two back until it succeeds once.")
        @Nullable Probe startup,
    @JsonPropertyDescription(
            "Gets the pod traffic while it succeeds. By default HTTP GET /health/readiness.")
        @Nullable Probe readiness,
    @JsonPropertyDescription(
            "Restarts the container when it fails. By default HTTP GET /health/liveness.")
        @Nullable Probe liveness) {}
