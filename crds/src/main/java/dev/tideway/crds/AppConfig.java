package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configuration that is versioned with the revision. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppConfig(
    @JsonPropertyDescription("Environment variables, by name.") @Nullable Map<String, String> env,
    @JsonPropertyDescription("Files that are mounted read-only.") @Nullable List<ConfigFile> files,
    @JsonPropertyDescription("ConfigMaps and Secrets of others that the app reads.")
        @Nullable List<TrackedConfig> track) {}
