package dev.tideway.operator.desired;

import dev.tideway.crds.AppNetworkPolicy;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The NetworkPolicy of an app: in on the ports of every revision that has pods, and out what the
 * spec says besides DNS.
 */
final class NetworkPolicies {
  private static final IntOrString DNS = new IntOrString(53);

  private NetworkPolicies() {}

  static Optional<NetworkPolicy> build(App app, Ports ports) {
    return Optional.ofNullable(app.spec().networkPolicy())
        .filter(p -> Boolean.TRUE.equals(p.enabled()))
        .map(policy -> build(app, policy, ports));
  }

  private static NetworkPolicy build(App app, AppNetworkPolicy policy, Ports ports) {
    boolean limitsEgress = policy.to() != null;
    return new NetworkPolicyBuilder()
        .withMetadata(Meta.ofApp(app))
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(Labels.selector(app.name()))
        .endPodSelector()
        .withPolicyTypes(limitsEgress ? List.of("Ingress", "Egress") : List.of("Ingress"))
        .withIngress(ingress(policy, ports))
        .withEgress(limitsEgress ? egress(policy) : List.of())
        .endSpec()
        .build();
  }

  // Kubernetes takes an empty list of callers for everybody; a user who writes one means nobody.
  private static List<NetworkPolicyIngressRule> ingress(AppNetworkPolicy policy, Ports ports) {
    return policy.from() != null && policy.from().isEmpty()
        ? List.of()
        : List.of(
            new NetworkPolicyIngressRuleBuilder()
                .withFrom(Optional.ofNullable(policy.from()).orElse(List.of()))
                .withPorts(
                    ports.numbers().stream()
                        .map(number -> new NetworkPolicyPort(null, new IntOrString(number), "TCP"))
                        .toList())
                .build());
  }

  private static List<NetworkPolicyEgressRule> egress(AppNetworkPolicy policy) {
    List<NetworkPolicyEgressRule> rules = new ArrayList<>();
    rules.add(
        new NetworkPolicyEgressRuleBuilder()
            .withPorts(
                new NetworkPolicyPort(null, DNS, "UDP"), new NetworkPolicyPort(null, DNS, "TCP"))
            .build());
    if (policy.to() != null && !policy.to().isEmpty()) {
      rules.add(new NetworkPolicyEgressRuleBuilder().withTo(policy.to()).build());
    }
    return rules;
  }
}
