package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What became of an action. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutActionStatus(
    @JsonPropertyDescription("Applied or Rejected; absent while it waits.") @Nullable String phase,
    @JsonPropertyDescription("What was done, or why not.") @Nullable String message,
    @JsonPropertyDescription("When (RFC 3339).") @Nullable String appliedAt) {}
