package dev.tideway.e2e.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tideway.e2e.local.TestCluster.Running;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody else changes comes back at once; when nobody does, nothing is written. */
@ExtendWith(TestCluster.class)
class RepairIT {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final Running running;
  @AutoClose private Shop shop;

  RepairIT(Running running) {
    this.running = running;
    this.shop = new Shop(running);
  }

  @TestFactory
  Stream<DynamicTest> aDeletedChildComesBack() {
    shop.serve("web", running.app().reference());
    return Stream.of(Service.class, PodDisruptionBudget.class, HTTPRoute.class, Deployment.class)
        .map(kind -> dynamicTest(kind.getSimpleName(), () -> assertComesBack(kind)));
  }

  private void assertComesBack(Class<? extends HasMetadata> kind) {
    HasMetadata child = child(kind).orElseThrow();
    shop.client().resource(child).delete();
    Duration took =
        Shop.await(
            () -> "a new " + kind.getSimpleName(),
            Shop.PATIENCE,
            () ->
                child(kind)
                    .map(now -> now.getMetadata().getUid())
                    .filter(uid -> !uid.equals(child.getMetadata().getUid()))
                    .isPresent());
    assertTrue(took.compareTo(LIMIT) < 0, () -> "it took " + took);
    shop.awaitReady("web");
  }

  @Test
  void aFieldThatSomebodyChangedComesBack() {
    shop.serve("web", running.app().reference());
    shop.client()
        .services()
        .inNamespace(shop.namespace())
        .withName("web")
        .edit(
            service -> {
              service.getSpec().getPorts().getFirst().setPort(81);
              return service;
            });
    Shop.await(
        () -> "port 80 again",
        LIMIT,
        () ->
            child(Service.class)
                .map(s -> s.getSpec().getPorts().getFirst().getPort())
                .filter(port -> port == 80)
                .isPresent());
  }

  @Test
  void anAutoscaledAppGetsItsAutoscaler() {
    shop.apply(
        "web",
        """
          image: %s
          resources: {requests: {cpu: 50m}}
          autoscaling: {minReplicas: 2, maxReplicas: 3}
        """
            .formatted(running.app().reference()));
    shop.awaitReady("web");
    // While capacity moves it holds still; it gets its bounds in the pass that reports Ready, after
    // the report.
    Shop.await(
        () -> "2 to 3 pods of " + child(HorizontalPodAutoscaler.class),
        Shop.PATIENCE,
        () ->
            child(HorizontalPodAutoscaler.class)
                .map(HorizontalPodAutoscaler::getSpec)
                .filter(spec -> spec.getMinReplicas() == 2 && spec.getMaxReplicas() == 3)
                .isPresent());
  }

  @Test
  void atRestNothingIsWritten() throws InterruptedException {
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

  private <T extends HasMetadata> Optional<T> child(Class<T> kind) {
    return shop
        .client()
        .resources(kind)
        .inNamespace(shop.namespace())
        .withLabel("tideway.dev/app", "web")
        .list()
        .getItems()
        .stream()
        .findFirst();
  }
}
