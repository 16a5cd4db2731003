package dev.tideway.operator.desired;

import dev.tideway.crds.AppIngress;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Ingress of an app, for clusters without a Gateway. */
final class Ingresses {
  private Ingresses() {}

  static Optional<Ingress> build(App app) {
    return Optional.ofNullable(app.spec().ingress()).map(ingress -> build(app, ingress));
  }

  private static Ingress build(App app, AppIngress ingress) {
    return new IngressBuilder()
        .withMetadata(Meta.ofApp(app))
        .editMetadata()
        .withAnnotations(annotations(ingress))
        .endMetadata()
        .withNewSpec()
        .withIngressClassName(ingress.className())
        .withTls(tls(ingress))
        .addNewRule()
        .withHost(ingress.host())
        .withNewHttp()
        .addNewPath()
        .withPath("/")
        .withPathType("Prefix")
        .withNewBackend()
        .withNewService()
        .withName(app.name())
        .withNewPort()
        .withNumber(app.servicePort())
        .endPort()
        .endService()
        .endBackend()
        .endPath()
        .endHttp()
        .endRule()
        .endSpec()
        .build();
  }

  private static Map<String, String> annotations(AppIngress ingress) {
    Map<String, String> annotations =
        new TreeMap<>(Optional.ofNullable(ingress.annotations()).orElse(Map.of()));
    Optional.ofNullable(ingress.clusterIssuer())
        .ifPresent(issuer -> annotations.put("cert-manager.io/cluster-issuer", issuer));
    return annotations;
  }

  private static List<IngressTLS> tls(AppIngress ingress) {
    return Optional.ofNullable(ingress.tlsSecretName())
        .map(
            secret ->
                new IngressTLSBuilder()
                    .withSecretName(secret)
                    .withHosts(Optional.ofNullable(ingress.host()).map(List::of).orElse(List.of()))
                    .build())
        .map(List::of)
        .orElse(List.of());
  }
}
