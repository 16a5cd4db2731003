package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A RolloutAction, and what became of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnsweredAction(
    @JsonPropertyDescription("Name of the RolloutAction.") @Required String name,
    @JsonPropertyDescription("Its uid.") @Required String uid,
    @JsonPropertyDescription("What was asked for, such as Promote.") @Required String action,
    @JsonPropertyDescription("Who asked for it.") @Nullable String by,
    @JsonPropertyDescription("Why, in the words of its author.") @Nullable String reason,
    @JsonPropertyDescription("Applied or Rejected.") @Required String phase,
    @JsonPropertyDescription("What was done, or why not.") @Required String message,
    @JsonPropertyDescription("When (RFC 3339).") @Required String at) {}
