package dev.tideway.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A NetworkPolicy for the app's pods. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppNetworkPolicy(
    @JsonPropertyDescription("Makes the policy.") @Default("false") @Nullable Boolean enabled,
    @JsonPropertyDescription("Who may call the app; everybody when absent.")
        @Nullable List<NetworkPolicyPeer> from,
    @JsonPropertyDescription("Whom the app may call, besides DNS; everybody when absent.")
        @Nullable List<NetworkPolicyPeer> to) {}
