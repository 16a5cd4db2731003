package dev.tideway.operator.desired;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.AppIngress;
import dev.tideway.crds.AppService;
import dev.tideway.crds.Route;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an app answers, as far as its spec tells. */
public final class Urls {
  private Urls() {}

  /** The route's first host, else the Ingress's, else the Service inside the cluster. */
  public static String of(String name, String namespace, AppDeploymentSpec spec) {
    return ofRoute(spec)
        .or(() -> ofIngress(spec))
        .orElseGet(() -> ofService(name, namespace, spec));
  }

  private static Optional<String> ofRoute(AppDeploymentSpec spec) {
    return Optional.ofNullable(spec.route())
        .map(Route::hosts)
        .filter(hosts -> !hosts.isEmpty())
        .map(List::getFirst)
        .map(host -> (tls(spec.route()) ? "https://" : "http://") + host);
  }

  // The listener's protocol is the Gateway's business; by custom its name tells.
  private static boolean tls(@Nullable Route route) {
    return route != null
        && route.gateway() != null
        && route.gateway().sectionName() != null
        && route.gateway().sectionName().startsWith("https");
  }

  private static Optional<String> ofIngress(AppDeploymentSpec spec) {
    return Optional.ofNullable(spec.ingress())
        .filter(ingress -> ingress.host() != null)
        .map(Urls::ofIngress);
  }

  private static String ofIngress(AppIngress ingress) {
    return (ingress.tlsSecretName() == null ? "http://" : "https://") + ingress.host();
  }

  private static String ofService(String name, String namespace, AppDeploymentSpec spec) {
    int port = Optional.ofNullable(spec.service()).map(AppService::port).orElse(80);
    return "http://" + name + "." + namespace + (port == 80 ? "" : ":" + port);
  }
}
