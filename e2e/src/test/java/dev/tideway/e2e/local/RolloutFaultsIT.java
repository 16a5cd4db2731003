package dev.tideway.e2e.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tideway.crds.ActionType;
import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.e2e.local.TestCluster.Running;
import dev.tideway.operator.domain.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rollouts whose operator, apiserver or candidate dies half-way, without a lost request. */
@ExtendWith(TestCluster.class)
class RolloutFaultsIT {
  private static final int PER_SECOND = 200;
  // Long enough that a rollout is still there after a leader was replaced.
  private static final String CANARY =
      """
      strategy:
        type: Canary
        canary: {steps: [{weight: 20, hold: 2s}, {weight: 60, hold: 2s}]}
      migration: {command: [/opt/jre/bin/java, -version]}
      """;
  private static final String CANARY_AGAIN =
      """
      {"strategy": {"type": "Canary", "canary": {"steps": [
        {"weight": 20, "hold": "2s"}, {"weight": 60, "hold": "2s"}]}}}
      """;

  private final Running running;
  private final Operators operators;
  @AutoClose private Shop shop;

  RolloutFaultsIT(Running running) {
    this.running = running;
    this.operators = new Operators(running);
    this.shop = new Shop(running);
  }

  @TestFactory
  Stream<DynamicTest> operatorsThatAreKilledInEveryStageLoseNothing() {
    assertEquals(
        stages(State.class).collect(Collectors.toSet()),
        Arrays.stream(Path.values()).flatMap(p -> p.stages.stream()).collect(Collectors.toSet()));
    Rollouts rollout = serve();
    return Arrays.stream(Path.values())
        .map(path -> dynamicTest(path.name(), () -> assertSurvives(rollout, path)));
  }

  /** Ways of a rollout, which go through all stages between them. */
  private enum Path {
    Canary(
        "Waiting",
        "Preparing",
        "Scaling",
        "Shifting",
        "Observing",
        "Promoting",
        "Retiring",
        "Idle"),
    Abort("Aborting", "Aborted"),
    RollingUpdate("Rolling");

    final List<String> stages;

    Path(String... stages) {
      this.stages = List.of(stages);
    }
  }

  /** All that there are. */
  private static Stream<String> stages(Class<?> state) {
    return state.isSealed()
        ? Arrays.stream(state.getPermittedSubclasses()).flatMap(RolloutFaultsIT::stages).distinct()
        : Stream.of(state.getSimpleName());
  }

  private void assertSurvives(Rollouts rollout, Path path) {
    String version = nextVersion(rollout);
    if (path == Path.Canary) {
      shop.freeze();
    }
    if (path == Path.RollingUpdate) {
      shop.patch("web", "{\"strategy\":{\"type\":\"RollingUpdate\",\"canary\":null}}");
    }
    try (Load load = underWay()) {
      // The canary's first stage lasts: what comes before it is Idle, too.
      int first = path == Path.Canary ? 1 : path.stages.size();
      List<CompletableFuture<String>> kills = new ArrayList<>();
      kills.addAll(killIn(rollout, path.stages.subList(0, first)));
      change(version, path.name());
      if (path == Path.Canary) {
        kills.getFirst().orTimeout(60, TimeUnit.SECONDS).join();
        kills.addAll(killIn(rollout, path.stages.subList(first, path.stages.size())));
        shop.thaw();
      }
      if (path == Path.Abort) {
        rollout.awaitStage("Observing");
        rollout.create(ActionType.Abort, rollout.candidate().revision(), null);
      }
      operators.awaitWhole(
          kills.stream().map(kill -> kill.orTimeout(60, TimeUnit.SECONDS).join()).toList());
      if (path == Path.Abort) {
        rollout.awaitStage("Aborted");
      } else {
        shop.awaitReady("web");
        // A rolling update is over when the new pods serve; the old ones are still on their way
        // out.
        load.more(2);
        assertEquals(100.0, load.share(version, PER_SECOND));
      }
      load.more(2);
      assertEquals(Map.of(), load.stop().failures());
    } finally {
      shop.patch("web", CANARY_AGAIN);
    }
  }

  private List<CompletableFuture<String>> killIn(Rollouts rollout, List<String> stages) {
    return stages.stream().map(stage -> rollout.onStage(stage, operators::killLeader)).toList();
  }

  @Test
  void aLeaderThatHandsOverMidStepLosesNothing() {
    Rollouts rollout = serve();
    try (Load load = underWay()) {
      change("two");
      rollout.awaitStage("Observing");
      operators.stop(operators.leader());
      shop.awaitReady("web");
      assertEquals(100.0, load.share("two", PER_SECOND));
      assertEquals(Map.of(), load.stop().failures());
    }
  }

  @Test
  void anApiserverThatRestartsMidStepLosesNothing() throws IOException {
    Rollouts rollout = serve();
    try (Load load = underWay()) {
      change("two");
      rollout.awaitStage("Observing");
      running.cluster().restartApiServer();
      shop.awaitReady("web");
      assertEquals(100.0, load.share("two", PER_SECOND));
      assertEquals(Map.of(), load.stop().failures());
    }
  }

  @Test
  void aMigrationThatFailsCostsNothing() {
    Rollouts rollout = serve();
    shop.patch(
        "web",
        """
        {"image": "%s", "migration": {"command": ["/opt/jre/bin/java", "-no-such-flag"], "retries": 0}}
        """
            .formatted(running.version("two").reference()));
    rollout.awaitStage("Aborted");
    String why = Objects.requireNonNull(rollout.status().why());
    assertTrue(why.contains("got no traffic: job web-"), why);
    shop.patch("web", "{\"migration\": {\"command\": [\"/opt/jre/bin/java\", \"-version\"]}}");
    assertEquals("Applied", rollout.act(ActionType.Retry).phase());
    shop.awaitReady("web");
  }

  /** The new program serves for a while, then exits, again and again. */
  @Test
  void aCandidateThatBeginsToCrashGivesItsTrafficBack() {
    Rollouts rollout = serve();
    shop.patch(
        "web",
        """
        {"image": "%s", "strategy": {"canary": {"steps": [{"weight": 20, "approval": true}]}}}
        """
            .formatted(running.version("two").reference()));
    rollout.awaitPhase("AwaitingApproval");
    Duration took = crash(rollout.candidate().hash(), rollout);
    assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, () -> "it took " + took);
    AppDeploymentStatus status = rollout.status();
    assertTrue(
        Objects.requireNonNull(status.why()).contains("CrashLoopBackOff"), () -> status.why());
  }

  /** Kills a revision's programs until the kubelet backs off; the time until traffic is back. */
  private Duration crash(String hash, Rollouts rollout) {
    Shop.await(
        () -> "a back-off in " + shop.podsOf("web", hash),
        Shop.PATIENCE,
        // The operator may be quicker than whoever asks for pods.
        () -> shop.podsOf("web", hash).stream().anyMatch(this::crashes) || isBack(rollout));
    return Shop.await(
        () -> "all traffic back: " + rollout.weights(), Shop.PATIENCE, () -> isBack(rollout));
  }

  private boolean crashes(String pod) {
    shop.killContainerOf(pod);
    return shop.restarts(pod) >= 3 || shop.isBackingOff(pod);
  }

  private static boolean isBack(Rollouts rollout) {
    return rollout.weights().size() == 1;
  }

  private String nextVersion(Rollouts rollout) {
    String one = running.version("one").reference();
    return one.equals(shop.stableImage(rollout.app())) ? "two" : "one";
  }

  private Rollouts serve() {
    running.version("two");
    shop.serve("web", running.version("one").reference(), 2, CANARY);
    return new Rollouts(shop, "web");
  }

  private void change(String version) {
    change(version, "");
  }

  /**
   * @param mark makes a revision that there has not been, which migrates
   */
  private void change(String version, String mark) {
    shop.patch(
        "web",
        "{\"image\":\"%s\",\"config\":{\"env\":{\"MARK\":\"%s\"}}}"
            .formatted(running.version(version).reference(), mark));
  }

  private Load underWay() {
    Load load = Load.start(running.cluster().gatewayUrl(), shop.host("web"), PER_SECOND);
    load.more(1);
    return load;
  }
}
