package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** Bounds of a rolling update. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RollingUpdate(
    @JsonPropertyDescription(
            "Pods that may run above the wanted number: a number, or a percentage that is rounded"
                + " up.")
        @Nullable IntOrString maxSurge,
    @JsonPropertyDescription(
            "Pods that may be missing from the wanted number: a number, or a percentage that is"
                + " rounded down.")
        @Nullable IntOrString maxUnavailable) {}
