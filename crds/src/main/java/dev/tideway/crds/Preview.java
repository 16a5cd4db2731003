package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** The way to the candidate before the switch. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Preview(
    @JsonPropertyDescription("Host name of the preview.") @Required String host) {}
