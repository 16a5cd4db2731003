package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** The share of requests that were slow. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Latency(
    @JsonPropertyDescription("Slower than this is slow, such as 250ms.") @Required String over) {}
