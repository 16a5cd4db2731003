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
        .serverSideApply();
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
