package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** Bounds of a PodDisruptionBudget. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Disruption(
    @JsonPropertyDescription(
            "Pods that may be away at once: a number or a percentage such as 25%. 1 when absent.")
        @Nullable IntOrString maxUnavailable) {}
