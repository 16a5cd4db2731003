package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** A blue-green rollout. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BlueGreen(
    @JsonPropertyDescription(
            "Manual: a Promote action switches. Automatic: it switches as soon as the preview is"
                + " healthy and analysis passes.")
        @Default("\"Manual\"")
        @Nullable Promotion promotion,
    @JsonPropertyDescription("How testers reach the candidate before the switch.")
        @Nullable Preview preview,
    @JsonPropertyDescription(
            "How long the old revision is kept at full size after the switch, to go back at once.")
        @Default("\"10m\"")
        @Nullable String retireAfter) {}
