package dev.tideway.e2e.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.e2e.local.TestCluster.Running;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** New images take over under traffic, and no request is lost. */
@ExtendWith(TestCluster.class)
class UpdateIT {
  private static final int PER_SECOND = 200;

  private final Running running;
  @AutoClose private Shop shop;

  UpdateIT(Running running) {
    this.running = running;
    this.shop = new Shop(running);
  }

  @BeforeEach
  void versions() {
    running.version("one");
    running.version("two");
  }

  @Test
  void sixLinesMakeAnApp() {
    shop.apply("six", "  image: " + running.app().reference());
    AppDeploymentStatus status = shop.awaitReady("six");
    assertEquals(1, status.readyReplicas());
    assertEquals("http://six." + shop.namespace(), status.url());
  }

  @Test
  void anUpdateUnderLoadLosesNothing() {
    shop.serve("web", running.version("one").reference());
    String two = running.version("two").reference();
    try (Load load = underWay()) {
      shop.patch("web", "{\"image\":\"%s\"}".formatted(two));
      shop.awaitReady("web");
      assertEquals(two, shop.stableImage("web"));
      Load.Result result = afterwards(load);
      assertEquals(Map.of(), result.failures());
      assertEquals(Set.of("one", "two"), result.versions().keySet());
    }
  }

  @Test
  void aLeaderThatIsKilledHalfWayIsReplacedAndTheUpdateEnds() {
    shop.serve("web", running.version("one").reference());
    String two = running.version("two").reference();
    Operators operators = new Operators(running);
    String leader = operators.leader();
    int restarts = operators.restarts(leader);
    try (Load load = underWay()) {
      shop.patch("web", "{\"image\":\"%s\"}".formatted(two));
      shop.await("web", status -> status.candidate() != null);
      operators.kill(leader);
      assertTrue(shop.get("web").getStatus().candidate() != null, "the update was over already");
      shop.awaitReady("web");
      assertEquals(two, shop.stableImage("web"));
      assertEquals(Map.of(), afterwards(load).failures());
    }
    Shop.await(
        () -> "the leader's restart", Shop.PATIENCE, () -> operators.restarts(leader) > restarts);
  }

  /** A load that has found its pace. */
  private Load underWay() {
    Load load = Load.start(running.cluster().gatewayUrl(), shop.host("web"), PER_SECOND);
    load.more(2);
    return load;
  }

  private static Load.Result afterwards(Load load) {
    // What was about to break shows in the requests that come next.
    load.more(5);
    return load.stop();
  }
}
