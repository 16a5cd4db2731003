package dev.tideway.operator.traffic;

import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Names;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A route of somebody else, as far as it names the app's two Services.
 *
 * @param route the whole of it
 * @param pairs a place for each rule that names both
 */
record AttachedRoute(HTTPRoute route, List<Pair> pairs) {
  /** The places of the two in the route, and their weights. */
  record Pair(Place stable, Place canary) {
    /** What the second gets of both, in percent. */
    OptionalInt share() {
      if (stable.weight() + canary.weight() == 100) {
        return OptionalInt.of(canary.weight());
      }
      if (stable.weight() > 0 && canary.weight() == 0) {
        return OptionalInt.of(0);
      }
      return stable.weight() == 0 && canary.weight() > 0
          ? OptionalInt.of(100)
          : OptionalInt.empty();
    }
  }

  /** A backend, and where its weight is. */
  record Place(String pointer, int weight) {}

  static Optional<AttachedRoute> find(App app, String name, List<HTTPRoute> routes) {
    return routes.stream()
        .filter(route -> route.getMetadata().getName().equals(name))
        .findFirst()
        .map(route -> new AttachedRoute(route, pairs(app, route)));
  }

  boolean isNamed() {
    return !pairs.isEmpty();
  }

  /** What the second Service gets by every rule; empty where they disagree. */
  OptionalInt share() {
    List<OptionalInt> shares = pairs.stream().map(Pair::share).distinct().toList();
    return shares.size() == 1 ? shares.getFirst() : OptionalInt.empty();
  }

  /** The write that gives the second Service its share; empty where it has just that. */
  Optional<Weighing> weighing(int percent) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      put(weights, pair.stable(), 100 - percent);
      put(weights, pair.canary(), percent);
    }
    return weights.isEmpty() ? Optional.empty() : Optional.of(new Weighing(route, weights));
  }

  private static void put(Map<String, Integer> weights, Place place, int weight) {
    if (place.weight() != weight) {
      weights.put(place.pointer(), weight);
    }
  }

  private static List<Pair> pairs(App app, HTTPRoute route) {
    List<Pair> pairs = new ArrayList<>();
    for (int rule = 0; rule < route.getSpec().getRules().size(); rule++) {
      List<HTTPBackendRef> backends = route.getSpec().getRules().get(rule).getBackendRefs();
      Optional<Place> stable = place(app, Names.ofStable(app.name()), rule, backends);
      Optional<Place> canary = place(app, Names.ofCanary(app.name()), rule, backends);
      stable.ifPresent(s -> canary.ifPresent(c -> pairs.add(new Pair(s, c))));
    }
    return pairs;
  }

  private static Optional<Place> place(
      App app, String service, int rule, List<HTTPBackendRef> backends) {
    for (int i = 0; i < backends.size(); i++) {
      if (isService(app, service, backends.get(i))) {
        return Optional.of(
            new Place(
                "/spec/rules/" + rule + "/backendRefs/" + i + "/weight",
                Optional.ofNullable(backends.get(i).getWeight()).orElse(1)));
      }
    }
    return Optional.empty();
  }

  private static boolean isService(App app, String name, HTTPBackendRef backend) {
    return name.equals(backend.getName())
        && Optional.ofNullable(backend.getKind()).orElse("Service").equals("Service")
        && Optional.ofNullable(backend.getGroup()).orElse("").isEmpty()
        && Optional.ofNullable(backend.getNamespace())
            .orElse(app.namespace())
            .equals(app.namespace());
  }
}
