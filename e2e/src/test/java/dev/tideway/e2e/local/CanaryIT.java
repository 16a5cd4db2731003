package dev.tideway.e2e.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tideway.crds.ActionType;
import dev.tideway.e2e.local.TestCluster.Running;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Canaries under traffic: to the end, and back from every step, without a lost request. */
@ExtendWith(TestCluster.class)
class CanaryIT {
  private static final int PER_SECOND = 200;
  private static final int SAMPLE = 5000;
  private static final int SAMPLES_PER_SECOND = 400;
  private static final List<Integer> WEIGHTS = List.of(10, 35, 60);
  private static final String GATES =
      """
      strategy:
        type: Canary
        canary:
          steps:
            - {weight: 10, approval: true}
            - {weight: 35, approval: true}
            - {weight: 60, approval: true}
      """;
  private static final String HOLDS =
      """
      strategy:
        type: Canary
        canary: {steps: [{weight: 10, hold: 1s}, {weight: 35, hold: 1s}, {weight: 60, hold: 1s}]}
      """;
  // What three steps write: see docs/benchmarks.md.
  private static final int MOST_WRITES = 32;

  private final Running running;
  @AutoClose private Shop shop;

  CanaryIT(Running running) {
    this.running = running;
    this.shop = new Shop(running);
  }

  @Test
  void everyStepGetsItsShareAndNothingIsLost() {
    Rollouts rollout = serve(GATES);
    try (Load load = underWay(SAMPLES_PER_SECOND)) {
      change("two");
      for (int step = 1; step <= WEIGHTS.size(); step++) {
        rollout.awaitGate(step);
        int weight = WEIGHTS.get(step - 1);
        double share = load.share("two", SAMPLE);
        assertTrue(Math.abs(share - weight) < 2, () -> share + " % got through at " + weight);
        assertEquals("Applied", rollout.act(ActionType.Promote).phase());
      }
      shop.awaitReady("web");
      assertEquals(100.0, load.share("two", PER_SECOND));
      assertEquals(Map.of(), load.stop().failures());
    }
  }

  @TestFactory
  Stream<DynamicTest> anAbortAtAnyStepLosesNothing() {
    Rollouts rollout = serve(GATES);
    return IntStream.rangeClosed(1, WEIGHTS.size())
        .mapToObj(step -> dynamicTest("step " + step, () -> assertAborts(rollout, step)));
  }

  private void assertAborts(Rollouts rollout, int step) {
    try (Load load = underWay()) {
      change("two", "STEP", step);
      for (int gate = 1; gate < step; gate++) {
        rollout.awaitGate(gate);
        rollout.act(ActionType.Promote);
      }
      rollout.awaitGate(step);
      assertEquals("Applied", rollout.act(ActionType.Abort).phase());
      rollout.awaitStage("Aborted");
      // A gateway says that it took a route a moment before all of its proxies go by it.
      load.more(1);
      assertEquals(0.0, load.share("two", PER_SECOND));
      assertEquals(Map.of(), load.stop().failures());
    }
  }

  @Test
  void aRollbackLosesNothing() {
    Rollouts rollout = serve(HOLDS);
    change("two");
    shop.awaitReady("web");
    try (Load load = underWay()) {
      assertEquals("Applied", rollout.act(ActionType.Rollback, null, 1L).phase());
      rollout.awaitPhase("Ready");
      shop.await("web", s -> s.stable() != null && s.stable().revision() == 1);
      assertEquals(100.0, load.share("one", PER_SECOND));
      assertEquals(Map.of(), load.stop().failures());
    }
  }

  @Test
  void aNewerSpecHalfWayLosesNothing() {
    Rollouts rollout = serve(GATES);
    try (Load load = underWay()) {
      change("two");
      rollout.awaitGate(1);
      rollout.act(ActionType.Promote);
      rollout.awaitGate(2);
      change("three");
      shop.await("web", s -> s.candidate() != null && s.candidate().revision() == 3);
      rollout.awaitGate(1);
      double old = load.share("two", PER_SECOND);
      assertEquals(0.0, old, "the candidate that was replaced gets nothing");
      assertEquals(Map.of(), load.stop().failures());
    }
  }

  @Test
  void threeStepsStayWithinTheirWrites() {
    serve(HOLDS);
    Instant from = Instant.now();
    change("two");
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

  /** The local gateway can't copy requests. */
  @Test
  void aGatewayIsNotAskedForWhatItCantDo() {
    Rollouts rollout =
        serve(
            """
            strategy:
              type: Canary
              canary: {steps: [{weight: 10, approval: true}], mirror: {percent: 10}}
            """);
    change("two");
    rollout.awaitGate(1);
    assertEquals(List.of(), rollout.rule().getFilters());
    String told =
        Objects.requireNonNull(rollout.status().conditions()).stream()
            .filter(c -> c.getType().equals("Unsupported"))
            .map(Condition::getMessage)
            .collect(Collectors.joining());
    assertTrue(told.contains("has no HTTPRouteRequestPercentageMirror"), told);
    assertEquals("Applied", rollout.act(ActionType.Promote).phase());
    shop.awaitReady("web");
  }

  private Rollouts serve(String strategy) {
    shop.serve("web", running.version("one").reference(), 3, strategy);
    return new Rollouts(shop, "web");
  }

  private void change(String version) {
    change(version, "STEP", 0);
  }

  private void change(String version, String variable, int value) {
    shop.patch(
        "web",
        "{\"image\":\"%s\",\"config\":{\"env\":{\"%s\":\"%d\"}}}"
            .formatted(running.version(version).reference(), variable, value));
  }

  private Load underWay() {
    return underWay(PER_SECOND);
  }

  private Load underWay(int perSecond) {
    Load load = Load.start(running.cluster().gatewayUrl(), shop.host("web"), perSecond);
    load.more(1);
    return load;
  }
}
