package dev.tideway.e2e.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.crds.AdoptionStatus;
import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.e2e.local.TestCluster.Running;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Taking over what somebody made by hand, and leaving it again, under traffic. */
@ExtendWith(TestCluster.class)
class AdoptionIT {
  private static final int PER_SECOND = 200;
  private static final int PODS = 3;

  private final Running running;
  @AutoClose private Shop shop;

  AdoptionIT(Running running) {
    this.running = running;
    this.shop = new Shop(running);
  }

  @ParameterizedTest
  @ValueSource(strings = {"old-web", "web"})
  void takesOverAndLeavesWithoutALoss(String service) {
    byHand(service, "");
    try (Load load = underWay()) {
      adopt(service, "deletionPolicy: Orphan");
      awaitStage("Done");
      shop.awaitReady("web");
      load.more(2);
      assertEquals(100.0, load.share("new", PER_SECOND));
      assertEquals(
          null, shop.client().apps().deployments().inNamespace(at()).withName("old").get());
      assertEquals(
          List.of(),
          shop.client()
              .autoscaling()
              .v2()
              .horizontalPodAutoscalers()
              .inNamespace(at())
              .list()
              .getItems());

      shop.client().resources(AppDeployment.class).inNamespace(at()).withName("web").delete();
      Shop.await(() -> "the end of the app", Shop.PATIENCE, () -> !isThere());
      load.more(10);
      assertEquals(100.0, load.share("new", PER_SECOND));
      Load.Result result = load.stop();
      System.err.println("adopted and left: " + result);
      assertEquals(Map.of(), result.failures());
    }
    assertNotNull(service(service));
  }

  @Test
  void operatorsThatAreKilledInEveryStageLoseNothing() {
    byHand("web", "");
    Operators operators = new Operators(running);
    try (Load load = underWay()) {
      adopt("web", "");
      List<CompletableFuture<String>> kills =
          Stream.of("Growing", "Switching", "Draining", "Removing")
              .map(stage -> onStage(stage, operators::killLeader))
              .toList();
      awaitStage("Done");
      shop.awaitReady("web");
      operators.awaitWhole(
          kills.stream().map(kill -> kill.orTimeout(1, TimeUnit.SECONDS).join()).toList());
      load.more(2);
      assertEquals(100.0, load.share("new", PER_SECOND));
      Load.Result result = load.stop();
      System.err.println("killed in every stage: " + result);
      assertEquals(Map.of(), result.failures());
    }
    // The port's first owner says no more of it.
    shop.patch("web", "{\"service\":{\"port\":8000}}");
    Shop.await(
        () -> "port 8000 alone: " + service("web").getSpec().getPorts(),
        Shop.PATIENCE,
        () ->
            service("web").getSpec().getPorts().stream()
                .map(ServicePort::getPort)
                .toList()
                .equals(List.of(8000)));
  }

  @Test
  void whatDoesntFitIsLeftAsItIs() {
    byHand("web", ", {name: admin, port: 81, targetPort: 8080}");
    Service before = Objects.requireNonNull(service("web"));
    long generation = generation();
    Instant from = Instant.now();
    try (Load load = underWay()) {
      adopt("web", "");
      shop.await("web", s -> why(s).contains("Service web has port 81"));
      load.more(5);
      assertEquals(100.0, load.share("old", PER_SECOND));
      assertEquals(Map.of(), load.stop().failures());
    }
    assertEquals(before, service("web"));
    assertEquals(generation, generation());
    List<String> writes = new Audit(running).writes(at(), from);
    assertTrue(
        writes.stream().allMatch(w -> w.contains("appdeployments") || w.contains("events")),
        writes::toString);
  }

  @Test
  void podsThatNeverGetReadyLeaveTheOldOnesServing() {
    byHand("web", "");
    Service before = Objects.requireNonNull(service("web"));
    long generation = generation();
    try (Load load = underWay()) {
      adopt("web", "nowhere.invalid/none:1", "");
      shop.await("web", s -> why(s).contains("(Deployment old serves on)"));
      load.more(5);
      shop.client().resources(AppDeployment.class).inNamespace(at()).withName("web").delete();
      Shop.await(() -> "the end of the app", Shop.PATIENCE, () -> !isThere());
      load.more(5);
      assertEquals(100.0, load.share("old", PER_SECOND));
      assertEquals(Map.of(), load.stop().failures());
    }
    assertEquals(before, service("web"));
    assertEquals(generation, generation());
  }

  private void adopt(String service, String more) {
    adopt(service, running.version("new").reference(), more);
  }

  private void adopt(String service, String image, String more) {
    shop.apply(
        "web",
        """
          image: %s
          replicas: %d
          adopt: {deployment: old, service: %s, horizontalPodAutoscaler: old}
        %s
        """
            .formatted(image, PODS, service, more.indent(2)));
  }

  /** What runs before, behind a route of its owner. */
  private void byHand(String service, String ports) {
    running.version("new");
    put(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: old}
        spec:
          replicas: %d
          selector: {matchLabels: {app: shop}}
          template:
            metadata: {labels: {app: shop}}
            spec:
              containers:
                - name: app
                  image: %s
                  ports: [{containerPort: 8080}]
                  readinessProbe: {httpGet: {path: /health/readiness, port: 8080}, periodSeconds: 1}
                  lifecycle: {preStop: {sleep: {seconds: 5}}}
        """
            .formatted(PODS, running.version("old").reference()));
    put(
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: old}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: old}
          minReplicas: %d
          maxReplicas: 5
        """
            .formatted(PODS));
    put(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: %s, labels: {team: shop}}
        spec:
          selector: {app: shop}
          ports: [{name: web, port: 80, targetPort: 8080}%s]
        """
            .formatted(service, ports));
    put(
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: theirs}
        spec:
          parentRefs: [{name: public, namespace: tideway-gateway}]
          hostnames: [%s]
          rules: [{backendRefs: [{name: %s, port: 80}]}]
        """
            .formatted(shop.host("web"), service));
    Shop.await(
        () -> "the old pods",
        Shop.PATIENCE,
        () -> Objects.equals(PODS, deployment().getStatus().getReadyReplicas()));
    Shop.await(
        () -> "an answer of " + shop.host("web"),
        Shop.PATIENCE,
        () -> Load.answers(running.cluster().gatewayUrl(), shop.host("web")));
  }

  private void put(String yaml) {
    HasMetadata object = shop.client().getKubernetesSerialization().unmarshal(yaml);
    shop.client().resource(object).inNamespace(at()).fieldManager("hand").serverSideApply();
  }

  private Load underWay() {
    Load load = Load.start(running.cluster().gatewayUrl(), shop.host("web"), PER_SECOND);
    load.more(1);
    return load;
  }

  private void awaitStage(String stage) {
    shop.await("web", s -> stage.equals(stage(s)));
  }

  private CompletableFuture<String> onStage(String stage, Supplier<String> deed) {
    return shop.onStatus("web", s -> stage.equals(stage(s)), deed);
  }

  private static String stage(AppDeploymentStatus status) {
    return Optional.ofNullable(status.adoption()).map(AdoptionStatus::stage).orElse("");
  }

  private static String why(AppDeploymentStatus status) {
    return String.valueOf(status.why());
  }

  private boolean isThere() {
    return shop.client().resources(AppDeployment.class).inNamespace(at()).withName("web").get()
        != null;
  }

  private Service service(String name) {
    return shop.client().services().inNamespace(at()).withName(name).get();
  }

  private Deployment deployment() {
    return shop.client().apps().deployments().inNamespace(at()).withName("old").require();
  }

  private long generation() {
    return deployment().getMetadata().getGeneration();
  }

  private String at() {
    return shop.namespace();
  }
}
