package dev.tideway.operator.traffic;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What there is of an app, as a router reads it.
 *
 * @param children the app's own objects
 * @param theirs routes that the app attaches to, and others own
 * @param led ready endpoints by Service and revision hash
 * @param features what the class of the app's gateway lists; empty where nobody asked, or it lists
 *     nothing
 */
public record Scene(
    List<HasMetadata> children,
    List<HTTPRoute> theirs,
    Map<String, Map<String, Integer>> led,
    Set<String> features) {
  public Scene {
    children = List.copyOf(children);
    theirs = List.copyOf(theirs);
    led = Map.copyOf(led);
    features = Set.copyOf(features);
  }

  /** Ready endpoints of a Service, by revision hash. */
  Map<String, Integer> behind(String service) {
    return led.getOrDefault(service, Map.of());
  }
}
