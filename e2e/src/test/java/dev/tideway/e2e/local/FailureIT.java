package dev.tideway.e2e.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.e2e.local.TestCluster.Running;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Candidates that can't work are told of within seconds, and the old revision keeps serving. */
@ExtendWith(TestCluster.class)
class FailureIT {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Duration BACK = Duration.ofSeconds(5);

  private final Running running;
  @AutoClose private Shop shop;

  FailureIT(Running running) {
    this.running = running;
    this.shop = new Shop(running);
  }

  /**
   * A candidate that fails.
   *
   * @param patch of the spec
   * @param reason that the status gives
   * @param next what else it says
   */
  private record Bad(String title, String patch, String reason, String next) {}

  @TestFactory
  Stream<DynamicTest> aBadCandidateIsGivenUpWithoutALostRequest() {
    String image = running.app().reference();
    return Stream.of(
            new Bad(
                "image",
                "{\"image\":\"tideway.local/app:none\"}",
                "ImagePullBackOff",
                "kubectl get events"),
            new Bad(
                "crash",
                "{\"command\":[\"/opt/jre/bin/java\",\"-no-such-flag\"]}",
                "CrashLoopBackOff",
                "Unrecognized option"),
            new Bad(
                "secret",
                "{\"envFrom\":[{\"secretRef\":{\"name\":\"missing\"}}]}",
                "InvalidConfiguration",
                "kubectl get events"))
        .map(bad -> dynamicTest(bad.title(), () -> assertGivenUp(bad, image)));
  }

  private void assertGivenUp(Bad bad, String image) {
    String app = bad.title();
    shop.serve(app, image);
    try (Load load = Load.start(running.cluster().gatewayUrl(), shop.host(app), 200)) {
      load.more(1);
      shop.patch(app, bad.patch());
      Duration took =
          Shop.await(
              () -> "the end of " + app + ": " + shop.get(app).getStatus(),
              Duration.ofSeconds(60),
              () -> "Aborted".equals(status(app).phase()));
      String why = Objects.requireNonNull(status(app).why());
      assertTrue(why.contains(bad.reason()), why);
      assertTrue(why.contains(bad.next()), why);
      assertEquals(image, shop.stableImage(app));
      Shop.await(
          () -> "the candidate's end: " + status(app),
          Shop.PATIENCE,
          () -> Integer.valueOf(2).equals(status(app).replicas()));
      assertEquals(Map.of(), load.stop().failures());
      assertTrue(took.compareTo(LIMIT) < 0, () -> "it took " + took);
    }
  }

  /** The new program serves for a while, then exits, again and again. */
  @Test
  void aCandidateThatBeginsToCrashGivesItsTrafficBack() {
    shop.serve(
        "web",
        running.version("one").reference(),
        2,
        "strategy: {type: Canary, canary: {steps: [{weight: 20, approval: true}]}}");
    Rollouts rollout = new Rollouts(shop, "web");
    shop.patch("web", "{\"image\":\"%s\"}".formatted(running.version("two").reference()));
    rollout.awaitPhase("AwaitingApproval");
    String hash = rollout.candidate().hash();
    Shop.await(
        () -> "a back-off in " + shop.podsOf("web", hash),
        Shop.PATIENCE,
        () ->
            shop.podsOf("web", hash).stream().anyMatch(this::isCrashing) || hasItsTraffic(rollout));
    Duration took =
        Shop.await(
            () -> "all traffic back: " + rollout.weights(),
            Shop.PATIENCE,
            () -> hasItsTraffic(rollout));
    String why = Objects.requireNonNull(status("web").why());
    assertTrue(why.contains("CrashLoopBackOff"), why);
    assertTrue(took.compareTo(BACK) < 0, () -> "it took " + took);
  }

  /** Kills the pod's program; whether the kubelet has had enough of it. */
  private boolean isCrashing(String pod) {
    shop.killContainerOf(pod);
    return shop.restarts(pod) >= 3 || shop.isBackingOff(pod);
  }

  /** The stable revision; the operator may be quicker than whoever asks for pods. */
  private static boolean hasItsTraffic(Rollouts rollout) {
    return rollout.weights().size() == 1;
  }

  @Test
  void aPodThatNoNodeFitsIsTold() {
    shop.serve("web", running.app().reference());
    shop.patch("web", "{\"placement\":{\"nodeSelector\":{\"disk\":\"none\"}}}");
    assertTold("web", "Unschedulable");
    assertEquals(2, status("web").readyReplicas(), "the old revision serves");
  }

  @Test
  void aQuotaThatForbidsPodsIsTold() {
    shop.serve("web", running.app().reference());
    shop.client()
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("two")
                .endMetadata()
                .withNewSpec()
                .withHard(Map.of("pods", new Quantity("2")))
                .endSpec()
                .build())
        .inNamespace(shop.namespace())
        .create();
    shop.patch("web", "{\"config\":{\"env\":{\"COLOUR\":\"blue\"}}}");
    assertTold("web", "PodsRejected");
  }

  private void assertTold(String app, String reason) {
    Shop.await(
        () -> reason + " in " + status(app),
        LIMIT,
        () -> Objects.requireNonNullElse(status(app).why(), "").contains(reason));
  }

  private AppDeploymentStatus status(String app) {
    return Objects.requireNonNull(shop.get(app).getStatus());
  }
}
