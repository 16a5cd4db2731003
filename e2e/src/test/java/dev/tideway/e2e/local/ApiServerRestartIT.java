package dev.tideway.e2e.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.e2e.local.TestCluster.Running;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rollouts whose apiserver goes away half-way, without a lost request. */
@ExtendWith(TestCluster.class)
class ApiServerRestartIT {
  private static final int PER_SECOND = 200;
  private static final String CANARY =
      """
      strategy:
        type: Canary
        canary: {steps: [{weight: 20, hold: 2s}, {weight: 60, hold: 2s}]}
      """;

  private final Running running;
  @AutoClose private Shop shop;

  ApiServerRestartIT(Running running) {
    this.running = running;
    this.shop = new Shop(running);
  }

  @Test
  void losesNothingMidStep() throws IOException {
    shop.serve("web", running.version("one").reference(), 2, CANARY);
    try (Load load = Load.start(running.cluster().gatewayUrl(), shop.host("web"), PER_SECOND)) {
      load.more(1);
      shop.patch("web", "{\"image\":\"%s\"}".formatted(running.version("two").reference()));
      new Rollouts(shop, "web").awaitStage("Observing");
      running.cluster().restartApiServer();
      shop.awaitReady("web");
      assertEquals(100.0, load.share("two", PER_SECOND));
      assertEquals(Map.of(), load.stop().failures());
    }
  }
}
