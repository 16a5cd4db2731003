package dev.tideway.operator.traffic;

import dev.tideway.crds.Route;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Traffic;
import dev.tideway.operator.domain.Why;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells a data plane which revisions requests shall reach, and reads what it makes of it. Pure. */
public interface TrafficRouter {
  /** The objects that say so. */
  List<HasMetadata> build(App app, Traffic traffic, Scene scene, Cast cast);

  /**
   * What the objects say that are there.
   *
   * @param revisions hashes of the app's revisions
   */
  Routed read(App app, Set<String> revisions, Scene scene);

  /** Weights to write into a route that others own; empty where there is nothing to write. */
  default Optional<Weighing> weighing(App app, Traffic traffic, Scene scene) {
    return Optional.empty();
  }

  /** Why no traffic can be moved until somebody else has done something. */
  default Optional<Why> obstacle(App app, Scene scene) {
    return Optional.empty();
  }

  /** The adapter for what a spec asks for. */
  static TrafficRouter of(App app) {
    Route route = app.spec().route();
    if (route == null) {
      return new NoRouter();
    }
    if (route.attachTo() != null) {
      return new AttachedRouter();
    }
    if (route.istio() != null) {
      return new IstioRouter();
    }
    return route.gateway() == null ? new NoRouter() : new GatewayRouter();
  }
}
