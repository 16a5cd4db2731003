package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** How a new revision takes over. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Strategy(
    @JsonPropertyDescription(
            "RollingUpdate replaces pod by pod. Canary gives the candidate growing shares of the"
                + " traffic. BlueGreen starts it at full size beside the old revision, and switches"
                + " at once.")
        @Default("\"RollingUpdate\"")
        @Nullable StrategyType type,
    @JsonPropertyDescription("How many pods are replaced at a time. Only for type RollingUpdate.")
        @Nullable RollingUpdate rollingUpdate,
    @JsonPropertyDescription(
            "Shares of the traffic, and what each step waits for. Needed for type Canary, and only"
                + " for it.")
        @Nullable Canary canary,
    @JsonPropertyDescription(
            "What the switch waits for, and how long the old revision is kept. Only for type"
                + " BlueGreen.")
        @Nullable BlueGreen blueGreen) {}
