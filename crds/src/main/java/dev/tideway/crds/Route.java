package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Gateway API HTTPRoute, owned whole by the operator. */
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
            "An HTTPRoute that somebody else owns: only the weights of its backends become ours.")
        @Nullable AttachTo attachTo) {}
