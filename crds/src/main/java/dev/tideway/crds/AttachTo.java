package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** An HTTPRoute that somebody else owns. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttachTo(
    @JsonPropertyDescription("Name of the HTTPRoute in the app's namespace.") @Required
        String name) {}
