package dev.tideway.operator.traffic;

import dev.tideway.crds.Route;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Traffic;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;

/** Tells a data plane which revisions requests shall reach, and reads what it makes of it. Pure. */
public interface TrafficRouter {
  /** The objects that say so. */
  List<HasMetadata> build(App app, Traffic traffic);

  /**
   * What the objects say that are there.
   *
   * @param revisions hashes of the app's revisions
   * @param children what there is of the app
   */
  Routed read(App app, Set<String> revisions, List<HasMetadata> children);

  /** The adapter for what a spec asks for. */
  static TrafficRouter of(App app) {
    Route route = app.spec().route();
    return route == null || route.gateway() == null ? new NoRouter() : new GatewayRouter();
  }
}
