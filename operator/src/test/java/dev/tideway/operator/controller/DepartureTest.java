package dev.tideway.operator.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.status.StateCodec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DepartureTest {
  private static final String ORPHAN = "deletionPolicy: Orphan";

  @Test
  void childrenThatOutliveTheAppHaveNoOwner() {
    Loop loop = new Loop("{image: a, " + ORPHAN + "}").settle();
    for (HasMetadata child : loop.cluster.observe().children()) {
      boolean owned = !child.getMetadata().getOwnerReferences().isEmpty();
      assertEquals(child.getKind().equals("ControllerRevision"), owned, child.getKind());
    }
    loop.spec("{image: a}").pass();
    assertTrue(
        loop.cluster.observe().children().stream()
            .noneMatch(child -> child.getMetadata().getOwnerReferences().isEmpty()));
  }

  @Test
  void leavesStableAtItsFullSize() {
    Loop loop = new Loop("{image: a, replicas: 4, " + ORPHAN + "}").settle();
    String stable = "web-" + loop.hash();
    loop.spec("{image: b, replicas: 4, " + ORPHAN + "}").pass();
    loop.cluster.becomeReady();
    loop.pass();
    assertEquals(2, loop.cluster.deployments().size());
    assertEquals(List.of(stable + " 4"), sizes(loop));
  }

  @Test
  void leavesWhatThereIsWhenStableHasGone() {
    Loop loop = new Loop("{image: a, " + ORPHAN + "}").settle();
    String stable = "web-" + loop.hash();
    loop.spec("{image: b, " + ORPHAN + "}").pass();
    loop.cluster.remove("Deployment", stable);
    assertEquals(List.of("web-" + loop.hash() + " 1"), sizes(loop));
  }

  @Test
  void leavesAnAutoscalerItsBounds() {
    Loop loop = new Loop("{image: a, autoscaling: {maxReplicas: 9}, " + ORPHAN + "}").settle();
    loop.cluster.scale("web-" + loop.hash(), 6);
    HorizontalPodAutoscaler left =
        left(loop)
            .filter(HorizontalPodAutoscaler.class::isInstance)
            .map(HorizontalPodAutoscaler.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(2, left.getSpec().getMinReplicas());
    assertEquals(9, left.getSpec().getMaxReplicas());
    assertEquals(List.of("web-" + loop.hash() + " 6"), sizes(loop));
  }

  private static List<String> sizes(Loop loop) {
    return left(loop)
        .filter(Deployment.class::isInstance)
        .map(Deployment.class::cast)
        .map(d -> d.getMetadata().getName() + " " + d.getSpec().getReplicas())
        .toList();
  }

  private static Stream<HasMetadata> left(Loop loop) {
    Optional<RevisionId> stable = StateCodec.read(loop.status).flatMap(state -> state.stable());
    return Departure.whatServes(Apps.of(loop.app), stable, loop.cluster.observe()).stream();
  }
}
