package dev.tideway.e2e.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.ActionType;
import dev.tideway.e2e.local.TestCluster.Running;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How long it takes from a Promote to the new weight in the route. No test: its name keeps it out
 * of the build. {@code mvn -pl e2e -am verify -DskipUnitTests -Dit.test=PromoteBench
 * -Dfailsafe.failIfNoSpecifiedTests=false}
 */
@ExtendWith(TestCluster.class)
class PromoteBench {
  private static final int STEPS = 20;
  private static final int ROUNDS = 3;

  private final Running running;
  @AutoClose private Shop shop;

  PromoteBench(Running running) {
    this.running = running;
    this.shop = new Shop(running);
  }

  @Test
  void fromPromoteToRoute() throws InterruptedException {
    String steps =
        IntStream.rangeClosed(1, STEPS)
            .mapToObj(weight -> "{weight: %d, approval: true}".formatted(weight))
            .collect(Collectors.joining(", "));
    shop.serve(
        "web",
        running.version("one").reference(),
        2,
        "strategy: {type: Canary, canary: {steps: [%s]}}".formatted(steps));
    Rollouts rollout = new Rollouts(shop, "web");
    Map<Integer, Long> seen = new ConcurrentHashMap<>();
    List<Long> millis = new ArrayList<>();
    try (Watch watch = watch(seen)) {
      for (int round = 0; round < ROUNDS; round++) {
        seen.clear();
        shop.patch("web", "{\"config\":{\"env\":{\"ROUND\":\"%d\"}}}".formatted(round));
        for (int step = 1; step < STEPS; step++) {
          rollout.awaitGate(step);
          Thread.sleep(300); // an idle cluster
          long start = System.nanoTime();
          rollout.create(ActionType.Promote, rollout.candidate().revision(), null);
          int next = step + 1;
          Shop.await(() -> "weight " + next, Shop.PATIENCE, () -> seen.containsKey(next));
          millis.add((seen.getOrDefault(next, start) - start) / 1_000_000);
        }
        rollout.awaitGate(STEPS);
        rollout.act(ActionType.Abort);
        rollout.awaitStage("Aborted");
      }
    }
    Collections.sort(millis);
    assertEquals(ROUNDS * (STEPS - 1), millis.size());
    System.err.printf(
        "from Promote to the route: %d times, median %d ms, p95 %d ms, longest %d ms%n",
        millis.size(),
        millis.get(millis.size() / 2),
        millis.get(millis.size() * 95 / 100),
        millis.getLast());
  }

  private Watch watch(Map<Integer, Long> seen) {
    return shop.client()
        .resources(HTTPRoute.class)
        .inNamespace(shop.namespace())
        .withName("web")
        .watch(
            new Watcher<>() {
              @Override
              public void eventReceived(Action action, HTTPRoute route) {
                seen.putIfAbsent(
                    route.getSpec().getRules().getLast().getBackendRefs().getLast().getWeight(),
                    System.nanoTime());
              }

              @Override
              public void onClose(WatcherException cause) {}
            });
  }
}
