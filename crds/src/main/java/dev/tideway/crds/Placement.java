package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which nodes the pods run on. It is part of the pod, so a change makes a new revision. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Placement(
    @JsonPropertyDescription(
            "Avoid: never on spot nodes. Prefer: on spot nodes where there are some, else on"
                + " demand. Require: only there. When absent, it makes no difference whether a node"
                + " is a spot node.")
        @Nullable Spot spot,
    @JsonPropertyDescription("CPU architectures that the image supports, such as amd64 and arm64.")
        @Nullable List<String> architectures,
    @JsonPropertyDescription("Spreads the pods over zones and nodes.") @Default("true")
        @Nullable Boolean spread,
    @JsonPropertyDescription("Labels that a node must have.")
        @Nullable Map<String, String> nodeSelector,
    @JsonPropertyDescription("Taints that the pods tolerate, as in core/v1.")
        @Nullable List<Toleration> tolerations,
    @JsonPropertyDescription("Affinity, as in core/v1.") @Nullable Affinity affinity) {}
