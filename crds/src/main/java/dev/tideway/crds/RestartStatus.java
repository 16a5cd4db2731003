package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A restart of a revision's pods. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestartStatus(
    @JsonPropertyDescription("Hash of the revision.") @Required String hash,
    @JsonPropertyDescription("When (RFC 3339).") @Required String at) {}
