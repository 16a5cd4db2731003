package dev.tideway.e2e.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.e2e.local.TestCluster.Running;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A canary through a route that the test owns, under traffic. */
@ExtendWith(TestCluster.class)
class AttachIT {
  private static final int PER_SECOND = 200;

  private final Running running;
  @AutoClose private Shop shop;

  AttachIT(Running running) {
    this.running = running;
    this.shop = new Shop(running);
  }

  @BeforeEach
  void versions() {
    running.version("one");
    running.version("two");
  }

  @Test
  void aCanaryLosesNothingAndLeavesTheRouteAsItsOwnerWroteIt() {
    serve(running.version("one").reference());
    String two = running.version("two").reference();
    try (Load load = Load.start(running.cluster().gatewayUrl(), shop.host("web"), PER_SECOND)) {
      load.more(2);
      shop.patch("web", "{\"image\":\"%s\"}".formatted(two));
      shop.await("web", status -> status.candidate() != null && weights().equals(List.of(75, 25)));
      // The owner applies its file once more, in the middle of it.
      write("/");
      shop.awaitReady("web");
      assertEquals(two, shop.stableImage("web"));
      load.more(5);
      Load.Result result = load.stop();
      assertEquals(Map.of(), result.failures());
      assertEquals(Set.of("one", "two"), result.versions().keySet());
    }
    assertEquals(List.of(100, 0), weights());
  }

  private void serve(String image) {
    write("/");
    shop.apply(
        "web",
        """
          image: %s
          replicas: 4
          route: {attachTo: {name: theirs}}
          strategy:
            type: Canary
            canary: {steps: [{weight: 25, hold: 5s}, {weight: 50, hold: 2s}]}
        """
            .formatted(image));
    shop.awaitReady("web");
    Shop.await(
        () -> "an answer of " + shop.host("web"),
        Shop.PATIENCE,
        () -> Load.answers(running.cluster().gatewayUrl(), shop.host("web")));
  }

  private void write(String path) {
    String route =
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: theirs}
        spec:
          parentRefs: [{name: public, namespace: tideway-gateway}]
          hostnames: [%s]
          rules:
            - matches: [{path: {type: PathPrefix, value: %s}}]
              backendRefs:
                - {name: web-stable, port: 80, weight: 100}
                - {name: web-canary, port: 80, weight: 0}
        """
            .formatted(shop.host("web"), path);
    shop.client()
        .resource(shop.client().getKubernetesSerialization().unmarshal(route, HTTPRoute.class))
        .inNamespace(shop.namespace())
        .fieldManager("git")
        .forceConflicts()
        .serverSideApply();
  }

  private List<Integer> weights() {
    return shop
        .client()
        .resources(HTTPRoute.class)
        .inNamespace(shop.namespace())
        .withName("theirs")
        .require()
        .getSpec()
        .getRules()
        .getFirst()
        .getBackendRefs()
        .stream()
        .map(HTTPBackendRef::getWeight)
        .toList();
  }
}
