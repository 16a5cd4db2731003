package dev.tideway.operator.desired;

import dev.tideway.crds.GatewayRef;
import dev.tideway.crds.Route;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatchBuilder;
import java.util.List;
import java.util.Optional;

/** The HTTPRoute of an app. */
final class Routes {
  private Routes() {}

  static Optional<HTTPRoute> build(App app) {
    Route route = app.spec().route();
    if (route == null || route.gateway() == null) {
      return Optional.empty();
    }
    GatewayRef gateway = route.gateway();
    return Optional.of(
        new HTTPRouteBuilder()
            .withMetadata(Meta.ofApp(app))
            .withNewSpec()
            .addNewParentRef()
            .withGroup("gateway.networking.k8s.io")
            .withKind("Gateway")
            .withName(gateway.name())
            .withNamespace(gateway.namespace())
            .withSectionName(gateway.sectionName())
            .endParentRef()
            .withHostnames(Optional.ofNullable(route.hosts()).orElse(List.of()))
            .addNewRule()
            .withMatches(matches(route))
            .addNewBackendRef()
            .withGroup("")
            .withKind("Service")
            .withName(app.name())
            .withPort(app.servicePort())
            .withWeight(100)
            .endBackendRef()
            .endRule()
            .endSpec()
            .build());
  }

  private static List<HTTPRouteMatch> matches(Route route) {
    List<String> paths = Optional.ofNullable(route.paths()).orElse(List.of());
    return (paths.isEmpty() ? List.of("/") : paths)
        .stream()
            .map(
                path ->
                    new HTTPRouteMatchBuilder()
                        .withNewPath()
                        .withType("PathPrefix")
                        .withValue(path)
                        .endPath()
                        .build())
            .toList();
  }
}
