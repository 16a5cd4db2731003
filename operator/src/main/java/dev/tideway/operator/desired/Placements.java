package dev.tideway.operator.desired;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.Placement;
import dev.tideway.crds.Spot;
import dev.tideway.operator.domain.RevisionId;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which nodes the pods run on. */
final class Placements {
  private static final List<String> ZONE_THEN_NODE =
      List.of("topology.kubernetes.io/zone", "kubernetes.io/hostname");

  private Placements() {}

  private static Optional<Placement> of(AppDeploymentSpec spec) {
    return Optional.ofNullable(spec.placement());
  }

  static Map<String, String> nodeSelector(AppDeploymentSpec spec) {
    return of(spec).map(Placement::nodeSelector).orElse(Map.of());
  }

  static List<Toleration> tolerations(AppDeploymentSpec spec) {
    boolean spot = of(spec).map(Placement::spot).filter(s -> s != Spot.Avoid).isPresent();
    return Stream.concat(
            of(spec).map(Placement::tolerations).orElse(List.of()).stream(),
            spot ? SpotNodes.tolerations().stream() : Stream.of())
        .toList();
  }

  static List<TopologySpreadConstraint> spread(App app, RevisionId id) {
    boolean wanted = of(app.spec()).map(Placement::spread).orElse(true);
    return ZONE_THEN_NODE.stream()
        .filter(key -> wanted)
        .map(
            key ->
                new TopologySpreadConstraintBuilder()
                    .withMaxSkew(1)
                    .withTopologyKey(key)
                    .withWhenUnsatisfiable("ScheduleAnyway")
                    .withNewLabelSelector()
                    .withMatchLabels(Labels.selector(app.name(), id.hash()))
                    .endLabelSelector()
                    .build())
        .toList();
  }

  /** The user's affinity decides wherever both speak of the same kind. */
  static Optional<Affinity> affinity(AppDeploymentSpec spec) {
    Optional<Affinity> own = of(spec).map(Placement::affinity);
    Optional<Affinity> generated = of(spec).flatMap(Placements::generated);
    if (own.isEmpty() || generated.isEmpty()) {
      return own.or(() -> generated);
    }
    return own.get().getNodeAffinity() != null
        ? own
        : Optional.of(
            new AffinityBuilder(own.get())
                .withNodeAffinity(generated.get().getNodeAffinity())
                .build());
  }

  private static Optional<Affinity> generated(Placement placement) {
    List<NodeSelectorRequirement> always = new ArrayList<>();
    List<String> architectures = Optional.ofNullable(placement.architectures()).orElse(List.of());
    if (!architectures.isEmpty()) {
      always.add(new NodeSelectorRequirement("kubernetes.io/arch", "In", architectures));
    }
    return SpotNodes.affinity(Optional.ofNullable(placement.spot()), always);
  }
}
