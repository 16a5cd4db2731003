package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A revision on its way. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CandidateStatus(
    @JsonPropertyDescription("Number, counting up from 1.") @Required Long revision,
    @JsonPropertyDescription("Hash of what the user wrote.") @Required String hash,
    @JsonPropertyDescription("Its image.") @Required String image,
    @JsonPropertyDescription("Share of the traffic, in percent.") @Nullable Integer weight,
    @JsonPropertyDescription("Current step, counting from 1; none when all are done.")
        @Nullable Integer step,
    @JsonPropertyDescription("Number of steps.") @Nullable Integer steps,
    @JsonPropertyDescription(
            "What happens now: Waiting, Preparing, Rolling, Scaling, Shifting, Observing,"
                + " Promoting, Retiring, Aborting or Aborted.")
        @Nullable String stage,
    @JsonPropertyDescription("Since when (RFC 3339).") @Nullable String since,
    @JsonPropertyDescription("When it ends by itself (RFC 3339).") @Nullable String until,
    @JsonPropertyDescription("Whether a Pause action holds it.") @Nullable Boolean paused,
    @JsonPropertyDescription("Whether a Promote action has passed the step's gate.")
        @Nullable Boolean approved,
    @JsonPropertyDescription("Whether it skips what steps are left.") @Nullable Boolean express,
    @JsonPropertyDescription("Whether it goes on despite a freeze.") @Nullable Boolean override,
    @JsonPropertyDescription(
            "Whether it is held, so that no deadline runs: a new one begins when it goes on.")
        @Nullable Boolean held,
    @JsonPropertyDescription("When the step is given up unless it progresses (RFC 3339).")
        @Nullable String stepDeadline,
    @JsonPropertyDescription("Pods that all revisions hold together meanwhile.")
        @Nullable Integer replicas,
    @JsonPropertyDescription("Most pods of the candidate that have served at once.")
        @Nullable Integer progress,
    @JsonPropertyDescription(
            "Since when its pods report a problem that should be over in seconds (RFC 3339).")
        @Nullable String troubleSince,
    @JsonPropertyDescription("What it waits for, or why it was given up.") @Nullable String why,
    @JsonPropertyDescription("The reason in one word.") @Nullable String reason) {}
