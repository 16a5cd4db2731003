package dev.tideway.operator.desired;

import dev.tideway.crds.Spot;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTerm;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How spot nodes are told apart on GKE, EKS (node groups and Karpenter) and AKS. */
final class SpotNodes {
  private record Mark(String key, String value) {
    NodeSelectorRequirement is(String operator) {
      return new NodeSelectorRequirement(key, operator, List.of(value));
    }
  }

  private static final List<Mark> MARKS =
      List.of(
          new Mark("cloud.google.com/gke-spot", "true"),
          new Mark("eks.amazonaws.com/capacityType", "SPOT"),
          new Mark("karpenter.sh/capacity-type", "spot"),
          new Mark("kubernetes.azure.com/scalesetpriority", "spot"));

  private SpotNodes() {}

  static List<Toleration> tolerations() {
    return Stream.of("cloud.google.com/gke-spot", "kubernetes.azure.com/scalesetpriority")
        .map(
            key ->
                new TolerationBuilder()
                    .withKey(key)
                    .withOperator("Exists")
                    .withEffect("NoSchedule")
                    .build())
        .toList();
  }

  /**
   * Node affinity for a use of spot nodes.
   *
   * @param spot empty where spot nodes are nodes like others
   * @param always what every node must fulfil besides
   */
  static Optional<Affinity> affinity(Optional<Spot> spot, List<NodeSelectorRequirement> always) {
    List<NodeSelectorTerm> required =
        switch (spot.orElse(Spot.Prefer)) { // neither requires anything of a node
          // NotIn also holds for nodes without the label, so this fits every cloud.
          case Avoid -> List.of(term(always, MARKS.stream().map(m -> m.is("NotIn")).toList()));
          case Prefer -> always.isEmpty() ? List.of() : List.of(term(always, List.of()));
          case Require -> MARKS.stream().map(m -> term(always, List.of(m.is("In")))).toList();
        };
    List<PreferredSchedulingTerm> preferred =
        spot.filter(Spot.Prefer::equals).isPresent()
            ? MARKS.stream()
                .map(m -> new PreferredSchedulingTerm(term(List.of(), List.of(m.is("In"))), 100))
                .toList()
            : List.of();
    return required.isEmpty() && preferred.isEmpty()
        ? Optional.empty()
        : Optional.of(affinity(required, preferred));
  }

  private static Affinity affinity(
      List<NodeSelectorTerm> required, List<PreferredSchedulingTerm> preferred) {
    var node =
        new AffinityBuilder()
            .withNewNodeAffinity()
            .withPreferredDuringSchedulingIgnoredDuringExecution(preferred);
    if (!required.isEmpty()) {
      node.withNewRequiredDuringSchedulingIgnoredDuringExecution()
          .withNodeSelectorTerms(required)
          .endRequiredDuringSchedulingIgnoredDuringExecution();
    }
    return node.endNodeAffinity().build();
  }

  private static NodeSelectorTerm term(
      List<NodeSelectorRequirement> always, List<NodeSelectorRequirement> more) {
    List<NodeSelectorRequirement> all = new ArrayList<>(always);
    all.addAll(more);
    return new NodeSelectorTerm(all, List.of());
  }
}
