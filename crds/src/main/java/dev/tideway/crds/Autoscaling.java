package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bounds and goals of a HorizontalPodAutoscaler. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Autoscaling(
    @JsonPropertyDescription("Fewest pods.") @Min(1) @Max(5000) @Default("2")
        @Nullable Integer minReplicas,
    @JsonPropertyDescription("Most pods.") @Required @Min(1) @Max(5000) Integer maxReplicas,
    @JsonPropertyDescription(
            "Average CPU use to aim at, in percent of the request. 70 when no goal is set at all.")
        @Min(1)
        @Max(1000)
        @Nullable Integer cpuUtilization,
    @JsonPropertyDescription("Average memory use to aim at, in percent of the request.")
        @Min(1)
        @Max(1000)
        @Nullable Integer memoryUtilization,
    @JsonPropertyDescription("Further goals, as in autoscaling/v2.")
        @Nullable List<MetricSpec> metrics,
    @JsonPropertyDescription("Speed of scaling, as in autoscaling/v2.")
        @Nullable HorizontalPodAutoscalerBehavior behavior,
    @JsonPropertyDescription("Other bounds at certain times, such as at night.")
        @Nullable List<ScheduledBounds> schedule) {}
