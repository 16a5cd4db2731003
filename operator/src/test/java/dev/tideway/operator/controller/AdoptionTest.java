package dev.tideway.operator.controller;

import static dev.tideway.operator.controller.Predecessor.LONG;
import static dev.tideway.operator.controller.Predecessor.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Why;
import dev.tideway.operator.status.StateCodec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Taking over what runs, stage by stage. */
class AdoptionTest {
  @ParameterizedTest
  @ValueSource(strings = {"old-web", "web"})
  void takesOverStageByStage(String service) {
    Predecessor old = new Predecessor(service, "").live(LONG);
    assertEquals(List.of("Growing", "Switching", "Draining", "Removing", "Done"), old.stages());
    assertEquals("Ready", old.loop.phase());
    assertFalse(old.isThere("Deployment", "old"));
    assertFalse(old.isThere("HorizontalPodAutoscaler", "old-hpa"));
    assertEquals(OURS, old.selector());
    assertEquals("web", old.known().getSpec().getPorts().getFirst().getName(), "callers know it");
    assertEquals(0, old.share());
  }

  @ParameterizedTest
  @ValueSource(strings = {"old-web", "web"})
  void afterwardsItNeitherWritesNorReads(String service) {
    Predecessor old = new Predecessor(service, "").live(LONG);
    old.loop.cluster.writes();
    old.loop.cluster.reads();
    old.live(LONG);
    assertEquals(List.of(), old.loop.cluster.writes());
    assertEquals(List.of(), old.loop.cluster.reads());
  }

  @Test
  void theAutoscalerGoesBeforeItsDeployment() {
    Predecessor old = new Predecessor("old-web", "").live(LONG);
    assertEquals(
        List.of("delete HorizontalPodAutoscaler old-hpa", "delete Deployment old"),
        old.loop.cluster.writes().stream().filter(w -> w.startsWith("delete")).toList());
  }

  /** Whoever comes after a crash finds what was done, and does the rest. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aCrashAfterAnyWriteLosesNothing(int writes) {
    for (String service : List.of("old-web", "web")) {
      Predecessor old = new Predecessor(service, ", autoscaling: {maxReplicas: 9}");
      old.loop.cluster.allow(writes);
      old.live(2 * LONG);
      assertEquals("Done", old.stage());
      assertEquals("Ready", old.loop.phase());
      assertFalse(old.isThere("Deployment", "old"));
      assertFalse(old.isThere("HorizontalPodAutoscaler", "old-hpa"));
    }
  }

  /** The status is written, and nothing else. */
  @Test
  void aCrashBeforeEveryWriteOfAStageLosesNothing() {
    Predecessor old = new Predecessor("old-web", "");
    for (int i = 0; i < 2 * LONG && !old.stages().contains("Done"); i++) {
      old.loop.dieBeforeActing();
      old.live(1);
    }
    assertEquals("Done", old.stage());
  }

  @Test
  void hasAsManyPodsAsTheOldOnesUntilTheyGo() {
    Predecessor old = new Predecessor("old-web", ", replicas: 2");
    old.loop.cluster.fail("web-" + old.loop.hash());
    old.live(2);
    assertEquals(4, old.pods());
    old.loop.cluster.scale("old", 7);
    old.live(2);
    assertEquals(7, old.pods(), "their autoscaler has added some meanwhile");
    assertEquals(100, old.share());
    old.loop.cluster.mend("web-" + old.loop.hash());
    old.live(10);
    assertEquals("Draining", old.stage());
    assertEquals(7, old.pods());
    old.live(LONG);
    assertEquals("Done", old.stage());
    assertEquals(2, old.pods());
  }

  @Test
  void anAutoscalerGetsItsBoundsOnceTheOldOnesAreGone() {
    Predecessor old = new Predecessor("old-web", ", autoscaling: {minReplicas: 2, maxReplicas: 9}");
    old.live(5);
    assertEquals("4 to 9", bounds(old));
    old.live(LONG);
    assertEquals("2 to 9", bounds(old));
    assertEquals(4, old.pods());
  }

  @Test
  void podsThatDontGetReadyLeaveTheOldOnesServing() {
    Predecessor old = new Predecessor("web", ", progressDeadline: 1m");
    HasMetadata before = Serialization.clone(old.known());
    old.loop.cluster.fail("web-" + old.loop.hash());
    old.live(2 * LONG);
    assertEquals("Growing", old.stage());
    assertEquals("Degraded", old.loop.phase());
    assertTrue(old.why().contains("(Deployment old serves on)"), old.why());
    assertEquals(before, old.known());
    assertEquals(100, old.share());
  }

  @Test
  void aRouteOfItsOwnWaitsForItsPods() {
    Predecessor old = new Predecessor("old-web", ", route: {gateway: {name: g}}, ingress: {}");
    old.loop.cluster.fail("web-" + old.loop.hash());
    old.live(5);
    assertFalse(old.isThere("HTTPRoute", "web"));
    assertFalse(old.isThere("Ingress", "web"));
    old.loop.cluster.mend("web-" + old.loop.hash());
    old.live(LONG);
    assertTrue(old.isThere("HTTPRoute", "web"));
  }

  @Test
  void aFreezeLeavesCallersWhereTheyAre() {
    Predecessor old = new Predecessor("old-web", "");
    old.loop.hold =
        Optional.of(
            new Hold(Why.of(Reason.Frozen, "frozen by admin"), true, false, Optional.empty()));
    old.live(LONG);
    assertEquals("Growing", old.stage());
    assertEquals("Paused", old.loop.phase());
    assertTrue(old.why().contains("later: frozen by admin"), old.why());
    assertEquals(100, old.share());
    old.loop.hold = Optional.empty();
    old.live(LONG);
    assertEquals("Done", old.stage());
  }

  @Test
  void whereNothingIsLeftTheAppIsJustReady() {
    Predecessor old = new Predecessor("old-web", "");
    old.loop.cluster.remove("Deployment", "old");
    old.loop.cluster.remove("HorizontalPodAutoscaler", "old-hpa");
    old.loop.cluster.remove("Service", "old-web");
    for (int i = 0; i < 5; i++) {
      old.loop.pass();
      old.plane.follow();
    }
    assertEquals("Done", old.stage());
    assertEquals(OURS, old.selector(), "callers of the old name reach it");
  }

  @Test
  void anAppThatGivesUpAdoptingForgetsIt() {
    Predecessor old = new Predecessor("old-web", "");
    old.loop.cluster.fail("web-" + old.loop.hash());
    old.live(3);
    old.loop.spec("{image: a}");
    old.live(3);
    assertEquals("none", old.stage());
    assertEquals(100, old.share());
  }

  @Test
  void anOrphanLeavesWhatItHasTakenOver() {
    Predecessor old = new Predecessor("old-web", ", deletionPolicy: Orphan").live(LONG);
    assertTrue(left(old).contains("Service old-web"), () -> left(old).toString());
  }

  @Test
  void anOrphanLeavesWhatItHasNotTakenOverToItsOwner() {
    Predecessor old = new Predecessor("web", ", deletionPolicy: Orphan");
    old.loop.cluster.fail("web-" + old.loop.hash());
    old.live(3);
    assertFalse(left(old).contains("Service web"), () -> left(old).toString());
  }

  private static List<String> left(Predecessor old) {
    return Departure.whatServes(
            Apps.of(old.loop.app), StateCodec.read(old.loop.status), old.loop.cluster.observe())
        .stream()
        .map(o -> o.getKind() + " " + o.getMetadata().getName())
        .toList();
  }

  private static String bounds(Predecessor old) {
    HorizontalPodAutoscaler hpa =
        (HorizontalPodAutoscaler)
            old.loop.cluster.get("HorizontalPodAutoscaler", "web-" + old.loop.hash()).orElseThrow();
    return hpa.getSpec().getMinReplicas() + " to " + hpa.getSpec().getMaxReplicas();
  }
}
