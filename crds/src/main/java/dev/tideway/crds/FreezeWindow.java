package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A span of time: schedule and duration, or from and until. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FreezeWindow(
    @JsonPropertyDescription("When it begins: five cron fields.") @Nullable String schedule,
    @JsonPropertyDescription("How long it holds, such as 62h.") @Nullable String duration,
    @JsonPropertyDescription("Time zone of the schedule, such as Asia/Seoul; UTC when absent.")
        @Nullable String timeZone,
    @JsonPropertyDescription("First instant (RFC 3339).") @Nullable String from,
    @JsonPropertyDescription("Last instant (RFC 3339).") @Nullable String until) {}
