package dev.tideway.operator.traffic;

import dev.tideway.operator.desired.App;
import dev.tideway.operator.domain.Routed;
import dev.tideway.operator.domain.Traffic;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;

/** No route: callers reach the app by its Service, which decides by the numbers of pods. */
final class NoRouter implements TrafficRouter {
  @Override
  public List<HasMetadata> build(App app, Traffic traffic, Scene scene, Cast cast) {
    return List.of();
  }

  @Override
  public Routed read(App app, Set<String> revisions, Scene scene) {
    return Routed.NONE;
  }
}
