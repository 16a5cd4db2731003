package dev.tideway.operator.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.operator.status.StateCodec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.List;
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
  void leavesEveryRevisionThatServesAsItIs() {
    Loop loop = new Loop("{image: a, replicas: 4, " + ORPHAN + "}").settle();
    String stable = "web-" + loop.hash();
    loop.spec("{image: b, replicas: 4, " + ORPHAN + "}").pass();
    loop.cluster.becomeReady();
    loop.pass();
    loop.cluster.becomeReady();
    assertEquals(List.of(stable + " 3", "web-" + loop.hash() + " 1"), sizes(loop));
  }

  @Test
  void leavesStableAtItsFullSizeWhereNoCandidateServes() {
    Loop loop = new Loop("{image: a, replicas: 4, " + ORPHAN + "}").settle();
    String stable = "web-" + loop.hash();
    loop.spec("{image: b, replicas: 4, " + ORPHAN + "}").pass();
    assertEquals(2, loop.cluster.deployments().size());
    assertEquals(List.of(stable + " 4"), sizes(loop));
  }

  @Test
  void leavesEachOfTwoRevisionsItsAutoscaler() {
    String rest = "autoscaling: {minReplicas: 2, maxReplicas: 9}, " + ORPHAN + "}";
    Loop loop = new Loop("{image: a, " + rest).settle();
    loop.spec("{image: b, " + rest).pass();
    loop.cluster.becomeReady();
    List<String> bounds =
        left(loop)
            .filter(HorizontalPodAutoscaler.class::isInstance)
            .map(HorizontalPodAutoscaler.class::cast)
            .map(h -> h.getSpec().getMinReplicas() + " to " + h.getSpec().getMaxReplicas())
            .toList();
    assertEquals(List.of("2 to 9", "2 to 9"), bounds);
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
    return Departure.whatServes(
        Apps.of(loop.app), StateCodec.read(loop.status), loop.cluster.observe())
        .stream();
  }
}
