package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A revision. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RevisionStatus(
    @JsonPropertyDescription("Number, counting up from 1.") @Required Long revision,
    @JsonPropertyDescription("Hash of what the user wrote.") @Required String hash,
    @JsonPropertyDescription("Its image.") @Required String image) {}
