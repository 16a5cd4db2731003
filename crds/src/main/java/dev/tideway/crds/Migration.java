package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Job that runs before the candidate gets traffic. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Migration(
    @JsonPropertyDescription("Entry point; the image's own when absent.")
        @Nullable List<String> command,
    @JsonPropertyDescription("Arguments.") @Nullable List<String> args,
    @JsonPropertyDescription("How long it may run, such as 10m.") @Default("\"10m\"")
        @Nullable String timeout,
    @JsonPropertyDescription("How often it is tried again.") @Default("2") @Min(0) @Max(10)
        @Nullable Integer retries) {}
