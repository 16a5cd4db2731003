package dev.tideway.operator.traffic;

import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Names;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Traffic;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gateway API: an HTTPRoute with weights over a Service for each revision. */
final class GatewayRouter implements TrafficRouter {
  @Override
  public List<HasMetadata> build(App app, Traffic traffic, Scene scene, Cast cast) {
    return Stream.concat(
            Stream.of(GatewayRoutes.build(app, traffic.split())),
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
        .orElse(new Routed(true, false, Map.of(), false, Optional.empty()));
  }

  private static Routed read(App app, Set<String> revisions, HTTPRoute route) {
    RouteStatus status = RouteStatus.of(route);
    return new Routed(
        true, true, weights(app, revisions, route), status.confirmed(), status.problem());
  }

  /** Of the last rule: those before it are for testers. */
  private static Map<String, Integer> weights(App app, Set<String> revisions, HTTPRoute route) {
    Map<String, String> hashes =
        revisions.stream()
            .collect(Collectors.toMap(hash -> Names.ofRevision(app.name(), hash), hash -> hash));
    Map<String, Integer> weights = new LinkedHashMap<>();
    List<HTTPBackendRef> last =
        // Somebody may have emptied it; the next apply mends that.
        route.getSpec().getRules().isEmpty()
            ? List.of()
            : route.getSpec().getRules().getLast().getBackendRefs();
    for (HTTPBackendRef backend : last) {
      if (!backend.getName().equals(app.name())) {
        // What leads elsewhere counts under its own name, which no plan has.
        weights.put(
            hashes.getOrDefault(backend.getName(), backend.getName()),
            Optional.ofNullable(backend.getWeight()).orElse(1));
      }
    }
    return weights;
  }
}
