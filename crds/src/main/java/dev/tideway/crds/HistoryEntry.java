package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A revision that served. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryEntry(
    @JsonPropertyDescription("Number.") @Required Long revision,
    @JsonPropertyDescription("Hash.") @Required String hash,
    @JsonPropertyDescription("Image.") @Required String image,
    @JsonPropertyDescription("When it became stable (RFC 3339).") @Nullable String since) {}
