package dev.tideway.operator.controller;

import static dev.tideway.operator.controller.Predecessor.LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Why;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens to an app while it takes over: other specs, freezes, and people who interfere. */
class AdoptionTroubleTest {
  @Test
  void aSpecThatIsCorrectedHalfWayAddsNoPods() {
    String scaled = ", autoscaling: {minReplicas: 2, maxReplicas: 20}";
    Predecessor old = new Predecessor("old-web", scaled);
    old.loop.cluster.fail("web-" + old.loop.hash());
    old.live(3);
    old.loop.spec("{image: b, " + Predecessor.adopt("old-web") + scaled + "}");
    int most = 0;
    for (int i = 0; i < LONG; i++) {
      old.live(1);
      most = Math.max(most, ownPods(old));
    }
    assertTrue(most <= 5, "four and one more: " + most);
    old.live(LONG);
    assertEquals("Done", old.stage());
  }

  @Test
  void aCanaryThatBeginsBeforeTheServiceTurnsComesToItsEnd() {
    String canary =
        ", route: {gateway: {name: g}}, strategy: {type: Canary, canary: {steps: [{weight: 20}]}}";
    Predecessor old = new Predecessor("old-web", canary);
    old.loop.hold =
        Optional.of(
            new Hold(Why.of(Reason.Frozen, "frozen by admin"), true, false, Optional.empty()));
    old.live(10);
    assertEquals("Growing", old.stage());
    old.loop.spec("{image: b, " + Predecessor.adopt("old-web") + canary + "}");
    old.live(3);
    old.loop.hold = Optional.empty();
    old.live(3 * LONG);
    assertEquals("Done", old.stage());
    assertEquals("Ready", old.loop.phase());
  }

  @Test
  void theOldPodsStayForAsLongAsEverOnceTheLastCallerHasTurned() {
    Predecessor old = new Predecessor("old-web", "");
    old.hold(Predecessor.service("metrics"));
    old.live(2 * LONG);
    old.loop.cluster.remove("Service", "metrics");
    old.live(29);
    assertTrue(old.isThere("Deployment", "old"));
    old.loop.cluster.writes();
    old.live(LONG);
    assertEquals("Done", old.stage());
  }

  @Test
  void nothingIsWrittenWhileSomethingKeepsTheOldPods() {
    Predecessor old = new Predecessor("old-web", "");
    old.hold(Predecessor.service("metrics"));
    old.live(LONG);
    var before = old.loop.status;
    old.live(LONG);
    assertEquals(before, old.loop.status);
  }

  @Test
  void callersTurnToTheAppWhenWhatTheyWentBackToStops() {
    Predecessor old = new Predecessor("old-web", "").live(10);
    String ours = "web-" + old.loop.hash();
    old.loop.cluster.fail(ours).becomeReady();
    old.loop.pass();
    assertEquals("Returned", old.stage());
    old.plane.follow();
    old.loop.cluster.mend(ours);
    old.live(3);
    assertEquals(100, old.share());
    Deployment gone = (Deployment) old.loop.cluster.get("Deployment", "old").orElseThrow();
    old.loop.cluster.remove("Deployment", gone.getMetadata().getName());
    for (int i = 0; i < 5; i++) {
      old.loop.pass();
      old.plane.follow();
    }
    old.live(LONG);
    assertEquals("Done", old.stage());
    assertEquals(0, old.share());
  }

  @Test
  void theWayBackIsKnownHoweverOftenTheServiceIsTaken() {
    Predecessor old = new Predecessor("old-web", "").live(10);
    old.known().getMetadata().getLabels().put("app.kubernetes.io/managed-by", "Helm");
    old.live(5);
    old.loop.cluster.fail("web-" + old.loop.hash()).becomeReady();
    old.loop.pass();
    assertEquals("Returned", old.stage());
    assertEquals(Map.of("app", "shop"), old.selector());
  }

  @Test
  void whoWritesTheServiceBackAgainAndAgainIsNamedInTheEnd() {
    Predecessor old = new Predecessor("old-web", ", progressDeadline: 1m");
    boolean named = false;
    for (int i = 0; i < 30; i++) {
      old.live(5);
      old.hold(Predecessor.service("old-web"));
      old.plane.follow();
      old.live(1);
      named |= old.why().contains("doesn't stay with the app's pods");
    }
    assertTrue(named, "as Argo CD does, seconds later: " + old.stages());
    assertTrue(old.isThere("Deployment", "old"));
  }

  private static int ownPods(Predecessor old) {
    return old.loop.cluster.deployments().stream()
        .filter(d -> d.getMetadata().getName().startsWith("web-"))
        .mapToInt(d -> Objects.requireNonNull(d.getSpec().getReplicas()))
        .sum();
  }
}
