package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** Bounds of a rolling update. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RollingUpdate(
    @JsonPropertyDescription(
            "Pods above the size: a number, or a percentage that is rounded up. 25% when absent.")
        @Nullable IntOrString maxSurge,
    @JsonPropertyDescription(
            "Pods below the size: a number, or a percentage that is rounded down. 0 when absent.")
        @Nullable IntOrString maxUnavailable) {}
