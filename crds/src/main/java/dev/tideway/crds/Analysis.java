package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Metrics that guard a rollout. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Analysis(
    @JsonPropertyDescription("Time between two looks at the metrics.") @Default("\"15s\"")
        @Nullable String interval,
    @JsonPropertyDescription("Where the metrics are.") @Nullable PrometheusRef prometheus,
    @JsonPropertyDescription(
            "1 minus the chance of ever aborting a candidate that is no worse, however often it is"
                + " looked at.")
        @Default("0.999")
        @Nullable Double confidence,
    @JsonPropertyDescription("Requests that the candidate must have seen before a verdict.")
        @Default("200")
        @Min(1)
        @Max(1000000)
        @Nullable Integer minSamples,
    @JsonPropertyDescription(
            "What to do when a metric has no data. Hold: wait. Pass: go on. Fail: give the"
                + " candidate up.")
        @Default("\"Hold\"")
        @Nullable OnNoData onNoData,
    @JsonPropertyDescription("What to look at.") @Required List<Metric> metrics) {}
