package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a freeze holds now. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutFreezeStatus(
    @JsonPropertyDescription("Whether it holds now.") @Nullable Boolean active,
    @JsonPropertyDescription("When it ends (RFC 3339); absent while no end is in sight.")
        @Nullable String until,
    @JsonPropertyDescription(
            "What can't be understood, and what to write instead. Such a freeze holds always, for"
                + " every app of its namespace.")
        @Nullable String message,
    @JsonPropertyDescription("Apps that wait for it.") @Nullable List<String> held) {}
