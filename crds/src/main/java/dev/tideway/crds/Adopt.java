package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Objects that run already. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Adopt(
    @JsonPropertyDescription("Name of a Deployment to take over.") @Required String deployment,
    @JsonPropertyDescription("Name of a Service to take over.") @Nullable String service,
    @JsonPropertyDescription("Name of a HorizontalPodAutoscaler to take over.")
        @Nullable String horizontalPodAutoscaler) {}
