package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** A ConfigMap or Secret that somebody else writes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrackedConfig(
    @JsonPropertyDescription("Name of a ConfigMap. Set this or secret.") @Nullable String configMap,
    @JsonPropertyDescription("Name of a Secret. Set this or configMap.") @Nullable String secret,
    @JsonPropertyDescription(
            "Restart: new content makes a new revision. Live: the pods read it themselves and are"
                + " never restarted for it.")
        @Default("\"Restart\"")
        @Nullable TrackMode mode) {}
