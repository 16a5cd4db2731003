package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a freeze holds now. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutFreezeStatus(
    @JsonPropertyDescription("Whether it holds now.") @Nullable Boolean active,
    @JsonPropertyDescription("When it ends (RFC 3339).") @Nullable String until,
    @JsonPropertyDescription("Apps that wait for it.") @Nullable List<String> held) {}
