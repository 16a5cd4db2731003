package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An Ingress to the app. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppIngress(
    @JsonPropertyDescription("Ingress class; the cluster's default when absent.")
        @Nullable String className,
    @JsonPropertyDescription("Host name; every host when absent.") @Nullable String host,
    @JsonPropertyDescription("Secret with the certificate. TLS is off when absent.")
        @Nullable String tlsSecretName,
    @JsonPropertyDescription("cert-manager ClusterIssuer that fills the Secret.")
        @Nullable String clusterIssuer,
    @JsonPropertyDescription("Annotations for the ingress controller.")
        @Nullable Map<String, String> annotations) {}
