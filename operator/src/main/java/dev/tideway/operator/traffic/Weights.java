package dev.tideway.operator.traffic;

import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Names;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Translates a route's names of Services into revisions. */
final class Weights {
  private Weights() {}

  /**
   * Percent by revision hash; empty where the route leads to the app's own Service alone.
   *
   * @param revisions hashes of all that are known
   * @param services percent by name of Service. What leads elsewhere counts under its own name,
   *     which no plan has
   */
  static Map<String, Integer> of(App app, Set<String> revisions, Map<String, Integer> services) {
    Map<String, String> hashes =
        revisions.stream()
            .collect(Collectors.toMap(hash -> Names.ofRevision(app.name(), hash), hash -> hash));
    Map<String, Integer> weights = new LinkedHashMap<>();
    services.forEach(
        (service, weight) -> {
          if (!service.equals(app.name())) {
            weights.put(hashes.getOrDefault(service, service), weight);
          }
        });
    return weights;
  }
}
