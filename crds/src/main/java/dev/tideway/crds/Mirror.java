package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** Copies of requests. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Mirror(
    @JsonPropertyDescription("Share of the requests that are copied, in percent.")
        @Default("0")
        @Min(0)
        @Max(100)
        @Nullable Integer percent) {}
