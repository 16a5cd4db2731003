package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** One step of a canary. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CanaryStep(
    @JsonPropertyDescription("Share of the traffic that the candidate gets, in percent.")
        @Required
        @Min(0)
        @Max(100)
        Integer weight,
    @JsonPropertyDescription(
            "Least time at this step, such as 5m. Analysis runs all the while. When absent, the"
                + " step lasts until the candidate's pods serve.")
        @Nullable String hold,
    @JsonPropertyDescription("Whether the step waits for a Promote action.") @Default("false")
        @Nullable Boolean approval) {}
