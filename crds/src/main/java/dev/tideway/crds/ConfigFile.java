package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A file in the container. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigFile(
    @JsonPropertyDescription("Absolute path in the container.") @Required String path,
    @JsonPropertyDescription("The whole content, as text.") @Required String content) {}
