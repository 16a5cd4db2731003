package dev.tideway.operator.simulation;

import dev.tideway.operator.simulation.Store.Version;
import dev.tideway.operator.simulation.Things.Route;
import dev.tideway.operator.simulation.Things.Slice;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the route after a while, and says so a little later; or refuses to. It learns of
 * endpoints by another watch, which may be the later one.
 */
final class Gateway implements Store.Watcher {
  private final Store store;
  private final Agenda agenda;
  private final Chance chance;
  private final Runnable turned;
  private final Set<String> known = new HashSet<>();
  private boolean refuses;
  private Optional<Map<String, Integer>> active = Optional.empty();

  /**
   * @param turned is told when requests go another way
   */
  Gateway(Store store, Agenda agenda, Chance chance, Runnable turned) {
    this.store = store;
    this.agenda = agenda;
    this.chance = chance;
    this.turned = turned;
    store.watch(this);
  }

  /**
   * Where requests go: percent by hash, empty for the app's own Service; nothing without a route.
   */
  Optional<Map<String, Integer>> active() {
    return active;
  }

  int weight(String hash) {
    return active.map(weights -> weights.getOrDefault(hash, 0)).orElse(0);
  }

  /** Whether it has ever seen a ready endpoint of a revision's own Service. */
  boolean knows(String hash) {
    return known.contains(hash);
  }

  void refuse(boolean now) {
    refuses = now;
    store.get(Kind.Route, Things.APP, Route.class).ifPresent(route -> look(route.generation()));
  }

  @Override
  public void changed(Kind kind, String name, Version version) {
    if (kind == Kind.Slice
        && version.thing().map(Slice.class::cast).filter(s -> s.of(name) > 0).isPresent()) {
      agenda.in(chance.between(5, 1500, "endpoints", version.number()), () -> known.add(name));
    }
    if (kind != Kind.Route) {
      return;
    }
    if (version.thing().isEmpty()) {
      active = Optional.empty();
      turned.run();
      return;
    }
    Route route = (Route) version.thing().get();
    if (route.observed() != route.generation() && route.problem().isEmpty()) {
      agenda.in(
          chance.between(5, 1500, "gateway", route.generation()), () -> look(route.generation()));
    }
  }

  private void look(long generation) {
    Optional<Route> found = store.get(Kind.Route, Things.APP, Route.class);
    if (found.isEmpty() || found.get().generation() != generation) {
      return;
    }
    Route route = found.get();
    if (refuses) {
      store.put(
          Kind.Route,
          Things.APP,
          new Route(
              route.weights(), generation, route.observed(), Optional.of("RefNotPermitted: no")));
    } else if (route.observed() != generation || route.problem().isPresent()) {
      active = Optional.of(route.weights());
      turned.run();
      agenda.in(chance.between(1, 300, "confirms", generation), () -> confirm(generation));
    }
  }

  private void confirm(long generation) {
    store
        .get(Kind.Route, Things.APP, Route.class)
        .filter(route -> route.generation() == generation && !refuses)
        .filter(route -> route.observed() != generation || route.problem().isPresent())
        .ifPresent(
            route ->
                store.put(
                    Kind.Route,
                    Things.APP,
                    new Route(route.weights(), generation, generation, Optional.empty())));
  }
}
