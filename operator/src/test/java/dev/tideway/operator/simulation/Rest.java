package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Pin;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.simulation.Things.Action;
import dev.tideway.operator.simulation.Things.Deployment;
import dev.tideway.operator.simulation.Things.Route;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether an app is where it was to go, or where it can't leave from by itself. */
final class Rest {
  private Rest() {}

  /** What is not as it should be in the end; empty when all is. */
  static Optional<String> unrest(World world) {
    boolean open =
        world.store.all(Kind.Action, Action.class).values().stream()
            .anyMatch(action -> action.answer().isEmpty());
    if (open) {
      return Optional.of("an action has no answer");
    }
    // Its end is written into the status.
    if (world.freeze.isPresent()) {
      return Optional.of("a freeze lasts");
    }
    Optional<Memory> memory = Sights.memory(world.app());
    if (memory.isEmpty()) {
      return Optional.of("no status");
    }
    RevisionId target = world.app().spec().revision();
    RevisionId asked =
        memory
            .get()
            .pin()
            .filter(pin -> pin.insteadOf().equals(target.hash()))
            .map(Pin::revision)
            .orElse(target);
    return switch (memory.get().state()) {
      case State.Idle i ->
          i.current().sameAs(asked) ? serves(world, i.current()) : Optional.of("not what is asked");
      case State.Aborted a when !a.failed().sameAs(asked) -> Optional.of("not what was given up");
      case State.Aborted a when a.total().isPresent() -> Optional.of("pods still move back");
      case State.Aborted a -> serves(world, a.current());
      case State.Preparing p when p.stable().isEmpty() && isUnwell(world, p) ->
          overdue(world, p.deadline());
      case State.Rolling r when r.stable().isEmpty() && isUnwell(world, r) ->
          overdue(world, r.deadline());
      case State.Rolling r when r.rollout().total() == 0 -> Optional.empty();
      case State.Underway u -> Optional.of("a rollout is under way");
    };
  }

  /** A first deploy stays as it is, and its deadline only changes what people are told. */
  private static Optional<String> overdue(World world, Instant deadline) {
    return world.clock().isAfter(deadline)
        ? Optional.empty()
        : Optional.of("the deadline is to come");
  }

  private static boolean isUnwell(World world, State.Underway u) {
    Fate fate = world.fate(u.rollout().candidate().hash());
    return fate.pods() != Fate.Pods.Healthy
        || fate.migration().filter(m -> m != Fate.Migrates.Well).isPresent();
  }

  private static Optional<String> serves(World world, RevisionId revision) {
    Map<String, Deployment> all = world.store.all(Kind.Deployment, Deployment.class);
    Deployment own = all.get(revision.hash());
    if (own == null || !all.keySet().equals(Set.of(revision.hash()))) {
      return Optional.of("Deployments " + all.keySet());
    }
    if (own.wanted() != world.app().spec().size().total(own.wanted())
        || own.available() < own.wanted()) {
      return Optional.of("pods " + own);
    }
    Optional<Route> route = world.store.get(Kind.Route, Things.APP, Route.class);
    Spec.Way way = world.app().spec().way();
    if (route.isPresent() != way.route()) {
      return Optional.of("route " + route);
    }
    // The app's own Service leads to the same pods: a route is turned by a rollout alone.
    Set<Map<String, Integer>> right =
        way.type() == Spec.Way.Type.RollingUpdate
            ? Set.of(Map.of())
            : Set.of(Map.of(), Map.of(revision.hash(), 100));
    // Before its pods are ready a route stays where it led.
    boolean leads =
        !way.route()
            || own.wanted() == 0
            || (right.contains(route.get().weights())
                && world.gateway.active().equals(Optional.of(route.get().weights())));
    return leads ? Optional.empty() : Optional.of("requests go to " + world.gateway.active());
  }

  /**
   * Writes that a run may take: so many for each thing that happens, by a generous factor, since
   * every pod that becomes ready is told in the status.
   */
  static int budget(World world) {
    return 250 + 60 * world.script.items().size();
  }
}
