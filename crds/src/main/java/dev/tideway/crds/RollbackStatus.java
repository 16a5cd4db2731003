package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A revision that serves instead of the one that the spec asks for. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RollbackStatus(
    @JsonPropertyDescription("Number of the revision that was gone back to.") @Required
        Long revision,
    @JsonPropertyDescription("Its hash.") @Required String hash,
    @JsonPropertyDescription("Its image.") @Required String image,
    @JsonPropertyDescription("Hash of what the spec asks for, and doesn't get before it changes.")
        @Required
        String insteadOf,
    @JsonPropertyDescription("Whether it goes back despite a freeze.")
        @Nullable Boolean override) {}
