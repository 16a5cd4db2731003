package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Bounds that hold for a while. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScheduledBounds(
    @JsonPropertyDescription("When they begin: five cron fields.") @Required String schedule,
    @JsonPropertyDescription("How long they hold, such as 8h.") @Required String duration,
    @JsonPropertyDescription("Time zone of the schedule, such as Europe/Berlin.")
        @Default("\"UTC\"")
        @Nullable String timeZone,
    @JsonPropertyDescription("Fewest pods meanwhile.") @Required @Min(0) @Max(5000)
        Integer minReplicas,
    @JsonPropertyDescription("Most pods meanwhile.") @Required @Min(0) @Max(5000)
        Integer maxReplicas) {}
