package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Service of the app. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppService(
    @JsonPropertyDescription("ClusterIP, NodePort or LoadBalancer.") @Default("\"ClusterIP\"")
        @Nullable String type,
    @JsonPropertyDescription("Port that callers use.") @Default("80") @Min(1) @Max(65535)
        @Nullable Integer port,
    @JsonPropertyDescription("Annotations, such as those of a cloud's load balancer.")
        @Nullable Map<String, String> annotations) {}
