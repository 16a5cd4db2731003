package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** A blue-green rollout. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BlueGreen(
    @JsonPropertyDescription(
            "Manual waits for a Promote action; Automatic switches as soon as the preview is"
                + " healthy.")
        @Default("\"Manual\"")
        @Nullable Promotion promotion,
    @JsonPropertyDescription("How testers reach the candidate before the switch.")
        @Nullable Preview preview,
    @JsonPropertyDescription(
            "How long the old revision is kept at full size after the switch, such as 10m.")
        @Default("\"10m\"")
        @Nullable String retireAfter) {}
