package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** What somebody wants done to a rollout. Immutable. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutActionSpec(
    @JsonPropertyDescription("Name of the AppDeployment in the same namespace.") @Required
        String app,
    @JsonPropertyDescription("What to do.") @Required ActionType action,
    @JsonPropertyDescription(
            "The candidate that the action is meant for. If another one has replaced it, the action"
                + " is rejected.")
        @Nullable Long revision,
    @JsonPropertyDescription("For Rollback: the revision to go back to.") @Nullable Long toRevision,
    @JsonPropertyDescription("Why, for the record.") @Nullable String reason,
    @JsonPropertyDescription("Acts despite a freeze; needs a reason.") @Default("false")
        @Nullable Boolean override) {}
