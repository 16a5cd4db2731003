package dev.tideway.e2e.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.crds.ActionType;
import dev.tideway.e2e.local.TestCluster.Running;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One switch of all traffic, and back, without a lost request. */
@ExtendWith(TestCluster.class)
class BlueGreenIT {
  private static final int PER_SECOND = 200;

  private final Running running;
  @AutoClose private Shop shop;

  BlueGreenIT(Running running) {
    this.running = running;
    this.shop = new Shop(running);
  }

  @Test
  void switchesAndSwitchesBack() {
    shop.serve(
        "web",
        running.version("one").reference(),
        2,
        """
        strategy:
          type: BlueGreen
          blueGreen: {preview: {host: preview.%s}, retireAfter: 10m}
        """
            .formatted(shop.host("web")));
    Rollouts rollout = new Rollouts(shop, "web");
    try (Load load = Load.start(running.cluster().gatewayUrl(), shop.host("web"), PER_SECOND)) {
      load.more(1);
      shop.patch("web", "{\"image\":\"%s\"}".formatted(running.version("two").reference()));
      rollout.awaitPhase("AwaitingApproval");
      assertEquals(Set.of("one"), load.versions().keySet(), "nobody but testers sees it");
      assertEquals("two", preview());
      assertEquals("Applied", rollout.act(ActionType.Promote).phase());
      rollout.awaitStage("Retiring");
      // Who asked before the switch is answered by the old one.
      load.more(1);
      assertEquals(100.0, load.share("two", PER_SECOND));
      assertEquals("Applied", rollout.act(ActionType.Abort).phase());
      rollout.awaitStage("Aborted");
      load.more(1);
      assertEquals(100.0, load.share("one", PER_SECOND));
      assertEquals(Map.of(), load.stop().failures());
    }
  }

  @Test
  void withoutARouteTheServiceTurnsOver() {
    shop.apply(
        "inside",
        """
          image: %s
          replicas: 2
          strategy: {type: BlueGreen, blueGreen: {promotion: Automatic, retireAfter: 0s}}
        """
            .formatted(running.version("one").reference()));
    shop.awaitReady("inside");
    shop.patch("inside", "{\"image\":\"%s\"}".formatted(running.version("two").reference()));
    String hash = Objects.requireNonNull(shop.awaitReady("inside").stable()).hash();
    assertTrue(
        shop.client()
            .services()
            .inNamespace(shop.namespace())
            .withName("inside")
            .require()
            .getSpec()
            .getSelector()
            .containsValue(hash),
        "callers within the cluster reach the new revision alone");
  }

  private String preview() {
    try (Load load = Load.start(running.cluster().gatewayUrl(), "preview." + shop.host("web"), 5)) {
      load.more(2);
      return String.join(",", load.stop().versions().keySet());
    }
  }
}
