package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** A port of the container. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppPort(
    @JsonPropertyDescription(
            "Name of the port: lower case letters, digits and dashes, at most 15 characters.")
        @Required
        String name,
    @JsonPropertyDescription("Number of the port.") @Required @Min(1) @Max(65535) Integer port) {}
