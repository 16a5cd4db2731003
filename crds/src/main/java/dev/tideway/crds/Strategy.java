package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** How a new revision takes over. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Strategy(
    @JsonPropertyDescription("RollingUpdate, Canary or BlueGreen.") @Default("\"RollingUpdate\"")
        @Nullable StrategyType type,
    @JsonPropertyDescription("Bounds of a rolling update.") @Nullable RollingUpdate rollingUpdate,
    @JsonPropertyDescription("Steps of a canary.") @Nullable Canary canary,
    @JsonPropertyDescription("Switch of a blue-green rollout.") @Nullable BlueGreen blueGreen) {}
