package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How requests from outside reach the app: a Gateway API HTTPRoute or an Istio VirtualService,
 * owned whole by the operator, or an HTTPRoute that somebody else owns.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Route(
    @JsonPropertyDescription("The Gateway that the route attaches to.")
        @Nullable GatewayRef gateway,
    @JsonPropertyDescription(
            "Host names that reach the app; all that the Gateway's listener takes when absent.")
        @Nullable List<String> hosts,
    @JsonPropertyDescription("Path prefixes that reach the app; / when absent.")
        @Nullable List<String> paths,
    @JsonPropertyDescription(
            "An HTTPRoute that somebody else owns: only the weights of its backends NAME-stable and"
                + " NAME-canary become ours.")
        @Nullable AttachTo attachTo,
    @JsonPropertyDescription("Instead of a Gateway: an Istio VirtualService. It needs hosts.")
        @Nullable IstioRoute istio) {}
