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
    Load load = underWay();
    String two = running.version("two").reference();
    shop.patch("web", "{\"image\":\"%s\"}".formatted(two));
    shop.awaitReady("web");
    assertEquals(two, shop.stableImage("web"));
    Load.Result result = afterwards(load);
    assertEquals(Map.of(), result.failures());
    assertEquals(Set.of("one", "two"), result.versions().keySet());
  }

  @Test
  void aLeaderThatIsKilledHalfWayIsReplacedAndTheUpdateEnds() {
    shop.serve("web", running.version("one").reference());
    Load load = underWay();
    String two = running.version("two").reference();
    shop.patch("web", "{\"image\":\"%s\"}".formatted(two));
    shop.await("web", status -> status.candidate() != null);
    Operators operators = new Operators(running);
    String leader = operators.leader();
    operators.kill(leader);
    shop.awaitReady("web");
    assertEquals(two, shop.stableImage("web"));
    assertEquals(Map.of(), afterwards(load).failures());
    assertTrue(operators.restarts(leader) > 0, "the leader was not killed");
  }

  /** A load that has found its pace. */
  private Load underWay() {
    Load load = Load.start(running.cluster().gatewayUrl(), shop.host("web"), PER_SECOND);
    more(load, 2);
    return load;
  }

  private static Load.Result afterwards(Load load) {
    // What was about to break shows in the requests that come next.
    more(load, 5);
    return load.stop();
  }

  private static void more(Load load, int seconds) {
    long goal = load.sent() + (long) seconds * PER_SECOND;
    Shop.await(() -> "more requests", Shop.PATIENCE, () -> load.sent() >= goal);
  }
}
