package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A name and an exact value. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamedValue(
    @JsonPropertyDescription("The name.") @Required String name,
    @JsonPropertyDescription("The exact value.") @Required String value) {}
