package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** One thing to look at. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Metric(
    @JsonPropertyDescription("Name of the metric, for status and messages.") @Required String name,
    @JsonPropertyDescription("Compares the share of failed requests of candidate and stable.")
        @Nullable ErrorRate errorRate,
    @JsonPropertyDescription("Compares the share of slow requests of candidate and stable.")
        @Nullable Latency latency,
    @JsonPropertyDescription("How much worse than stable the candidate may be, such as 1%.")
        @Nullable String maxIncrease,
    @JsonPropertyDescription(
            "A PromQL query with one number as its result. $(revision), $(app) and $(namespace) are"
                + " filled in.")
        @Nullable String query,
    @JsonPropertyDescription("Greatest good result of the query.") @Nullable Double max,
    @JsonPropertyDescription("Smallest good result of the query.") @Nullable Double min,
    @JsonPropertyDescription("Bad results to put up with; 0 when absent.") @Min(0) @Max(100)
        @Nullable Integer failureLimit,
    @JsonPropertyDescription("Shows the verdict without acting on it.") @Default("false")
        @Nullable Boolean dryRun) {}
