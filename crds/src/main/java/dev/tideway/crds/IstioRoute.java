package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/** An Istio VirtualService, owned whole by the operator. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IstioRoute(
    @JsonPropertyDescription(
            "Istio Gateways that the route attaches to, as namespace/name, or name for one in the"
                + " app's namespace; mesh stands for the sidecars of callers in the mesh.")
        @Required
        List<String> gateways) {}
