package dev.tideway.operator.traffic;

import dev.tideway.operator.desired.App;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Traffic;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Gateway API: an HTTPRoute with weights over a Service for each revision. */
final class GatewayRouter implements TrafficRouter {
  @Override
  public List<HasMetadata> build(App app, Traffic traffic, Scene scene, Cast cast) {
    return Stream.concat(
            Stream.of(
                GatewayRoutes.build(
                    app, traffic.split(), Mirroring.of(app, scene.features()).percent())),
            GatewayRoutes.preview(app, traffic.preview()).stream())
        .<HasMetadata>map(route -> route)
        .toList();
  }

  @Override
  public Routed read(App app, Set<String> revisions, Scene scene) {
    return scene.children().stream()
        .filter(HTTPRoute.class::isInstance)
        .map(HTTPRoute.class::cast)
        .filter(route -> route.getMetadata().getName().equals(app.name()))
        .findFirst()
        .map(route -> read(app, revisions, route))
        .orElse(new Routed(true, false, Map.of(), false, Optional.empty()))
        .lacking(Mirroring.of(app, scene.features()).lack());
  }

  private static Routed read(App app, Set<String> revisions, HTTPRoute route) {
    RouteStatus status = RouteStatus.of(route);
    return new Routed(
        true,
        true,
        Weights.of(app, revisions, services(route)),
        status.confirmed(),
        status.problem());
  }

  /** Of the last rule: those before it are for testers. */
  private static Map<String, Integer> services(HTTPRoute route) {
    List<HTTPRouteRule> rules = route.getSpec().getRules();
    Map<String, Integer> services = new LinkedHashMap<>();
    // Somebody may have emptied it; the next apply mends that.
    if (!rules.isEmpty()) {
      rules
          .getLast()
          .getBackendRefs()
          .forEach(
              backend ->
                  services.put(
                      backend.getName(), Optional.ofNullable(backend.getWeight()).orElse(1)));
    }
    return services;
  }
}
