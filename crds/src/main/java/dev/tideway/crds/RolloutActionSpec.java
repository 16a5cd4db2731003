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
    @JsonPropertyDescription(
            "Promote passes the gate that the rollout waits at; PromoteFull skips to the end, still"
                + " guarded by analysis. Pause and Resume hold and go on. Abort gives the candidate"
                + " up; Retry tries it once more. Rollback goes back to toRevision. Restart"
                + " replaces every pod.")
        @Required
        ActionType action,
    @JsonPropertyDescription(
            "Number of the candidate that the action is meant for. If another one has replaced it"
                + " meanwhile, the action is rejected.")
        @Nullable Long revision,
    @JsonPropertyDescription("For Rollback: the revision to go back to.") @Nullable Long toRevision,
    @JsonPropertyDescription("Why, in your own words, for the record.") @Nullable String reason,
    @JsonPropertyDescription("Acts despite a freeze; needs a reason.") @Default("false")
        @Nullable Boolean override) {}
