package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A listener of a Gateway. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GatewayRef(
    @JsonPropertyDescription("Name of the Gateway.") @Required String name,
    @JsonPropertyDescription("Namespace of the Gateway; the app's own when absent.")
        @Nullable String namespace,
    @JsonPropertyDescription("Name of the listener; every listener that fits when absent.")
        @Nullable String sectionName) {}
