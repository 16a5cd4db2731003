package dev.tideway.e2e.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.e2e.local.TestCluster.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator writes, by the apiserver's audit log. */
@ExtendWith(TestCluster.class)
class WritesIT {
  // What three steps write: see docs/benchmarks.md.
  private static final int MOST_WRITES = 32;
  private static final String HOLDS =
      """
      strategy:
        type: Canary
        canary: {steps: [{weight: 10, hold: 1s}, {weight: 35, hold: 1s}, {weight: 60, hold: 1s}]}
      """;

  private final Running running;
  @AutoClose private Shop shop;

  WritesIT(Running running) {
    this.running = running;
    this.shop = new Shop(running);
  }

  @Test
  void atRestThereAreNone() throws InterruptedException {
    shop.serve("web", running.app().reference());
    shop.apply("six", "  image: " + running.app().reference());
    shop.awaitReady("six");
    // The last thing that a pass writes.
    Shop.await(
        () -> "both events", Shop.PATIENCE, () -> rolledOut().containsAll(Set.of("web", "six")));
    Duration rest = Duration.ofSeconds(Long.getLong("rest.seconds", 60));
    Instant from = Instant.now();
    // Here the time itself is what is waited for: that it goes by, and nothing happens.
    Thread.sleep(rest);
    Audit audit = new Audit(running);
    List<String> writes = audit.writes(shop.namespace(), from);
    assertEquals(List.of(), writes);
    assertTrue(audit.isAlive(), "the audit log tells nothing");
  }

  private Set<String> rolledOut() {
    return shop.client().v1().events().inNamespace(shop.namespace()).list().getItems().stream()
        .filter(event -> "RolledOut".equals(event.getReason()))
        .map(event -> event.getInvolvedObject().getName())
        .collect(Collectors.toSet());
  }

  @Test
  void aCanaryOfThreeStepsTakesFew() {
    shop.serve("web", running.version("one").reference(), 3, HOLDS);
    Instant from = Instant.now();
    shop.patch("web", "{\"image\":\"%s\"}".formatted(running.version("two").reference()));
    shop.awaitReady("web");
    Shop.await(
        () -> "the end of the old revision",
        Shop.PATIENCE,
        () -> shop.client().services().inNamespace(shop.namespace()).list().getItems().size() == 2);
    List<String> writes = new Audit(running).writes(shop.namespace(), from);
    System.err.println(writes.size() + " writes of a canary with three steps");
    assertTrue(writes.size() <= MOST_WRITES, () -> writes.size() + " writes: " + writes);
    assertEquals(
        5, writes.stream().filter(w -> w.contains("httproutes")).count(), "0, 10, 35, 60 and 100");
  }
}
