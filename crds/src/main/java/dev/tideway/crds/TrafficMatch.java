package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Requests that carry a header or a cookie. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrafficMatch(
    @JsonPropertyDescription("A header and its value.") @Nullable NamedValue header,
    @JsonPropertyDescription("A cookie and its value.") @Nullable NamedValue cookie) {}
