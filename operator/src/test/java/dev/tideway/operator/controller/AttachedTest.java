package dev.tideway.operator.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.crds.RevisionStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rollout through a route that somebody else owns. */
class AttachedTest {
  private static final int PODS = 4;
  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: shop, namespace: shop, uid: theirs, annotations: {owner: git}}
      spec:
        parentRefs: [{name: public}]
        hostnames: [%s]
        rules:
          - matches: [{path: {type: PathPrefix, value: /old}}]
            filters: [{type: RequestRedirect, requestRedirect: {path: {type: ReplaceFullPath, replaceFullPath: /}}}]
          - backendRefs:
              - {name: web-stable, port: 80, weight: %d}
              - {name: web-canary, port: 80, weight: %d}
      """;

  private final Loop loop = new Loop(spec("a"));
  private final DataPlane plane = new DataPlane(loop.cluster);
  private boolean served;
  private boolean finished;

  @Test
  void aCanaryGoesItsWayAndLeavesOnlyWeightsInTheRoute() {
    serve();
    String old = loop.hash();
    loop.spec(spec("b"));
    int most = 0;
    for (int i = 0; i < 60; i++) {
      step(Integer.MAX_VALUE);
      most = Math.max(most, plane.shares().getOrDefault(loop.hash(), 0));
      assertTrue(loop.cluster.writes().stream().filter(w -> w.contains("HTTPRoute")).count() <= 1);
    }
    assertEquals(100, most);
    assertArrived("b");
    assertFalse(loop.cluster.names().contains("Deployment web-" + old));
    assertEquals(route(100, 0).getSpec(), theirs().getSpec());
    assertEquals(Map.of("owner", "git"), theirs().getMetadata().getAnnotations());
  }

  @Test
  void atRestNothingIsWritten() {
    serve();
    loop.cluster.writes();
    steps(5);
    assertEquals(List.of(), loop.cluster.writes());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anOperatorThatDiesAfterEveryFewWritesLosesNothing(int writes) {
    serve();
    loop.spec(spec("b"));
    for (int i = 0; i < 200 && !finished; i++) {
      step(writes);
    }
    loop.cluster.allow(Integer.MAX_VALUE);
    steps(20);
    assertArrived("b");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 7, 9, 11, 13, 15})
  void anAbortTakesEverythingBackFromAnywhere(int after) {
    serve();
    String old = loop.hash();
    loop.spec(spec("b"));
    steps(after);
    loop.spec(spec("a"));
    steps(60);
    assertArrived("a");
    assertEquals(Map.of(old, 100), plane.shares());
  }

  @Test
  void whateverTheOwnerAndCrashesDoTheRolloutEndsAndLosesNothing() {
    for (int seed = 0; seed < 20; seed++) {
      new AttachedTest().wander(new Random(seed));
    }
  }

  private void wander(Random random) {
    serve();
    String image = "a";
    for (int i = 0; i < 120; i++) {
      if (random.nextInt(12) == 0) {
        image = random.nextBoolean() ? "a" : "b";
        loop.spec(spec(image));
      }
      if (random.nextInt(8) == 0) {
        HTTPRoute again = route(100, 0);
        again.getSpec().setHostnames(List.of(i + ".example.com"));
        loop.cluster.reapply(again);
      }
      plane.confirms = random.nextInt(3) > 0;
      step(random.nextInt(6));
    }
    plane.confirms = true;
    loop.cluster.allow(Integer.MAX_VALUE);
    for (int i = 0; i < 80; i++) {
      step(Integer.MAX_VALUE);
    }
    assertArrived(image);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "0, 100", "50, 50"})
  void atRestAnyWeightsLeadToTheStableRevisionAndArePutRight(int stable, int canary) {
    serve();
    loop.cluster.reapply(route(stable, canary));
    plane.follow();
    assertEquals(Set.of(loop.hash()), plane.shares().keySet());
    steps(3);
    assertEquals(route(100, 0).getSpec(), theirs().getSpec());
  }

  @Test
  void aRouteThatIsMissingStopsTheRolloutAndSaysWhatToWrite() {
    steps(6);
    assertEquals(
        "HTTPRoute shop, which spec.route.attachTo names, isn't there. Next: write into a rule of"
            + " it backendRefs: [{name: web-stable, port: 80, weight: 100}, {name: web-canary,"
            + " port: 80, weight: 0}]",
        loop.refusal.orElseThrow().why().text());
    assertEquals("Degraded", loop.phase());
    String old = loop.hash();
    loop.spec(spec("b"));
    steps(20);
    assertEquals(old, selected("web-stable"));
    assertEquals(old, selected("web-canary"));
    loop.now = loop.now.plusSeconds(3600);
    steps(10);
    assertEquals("a", stableImage());
    assertFalse(loop.cluster.names().contains("Deployment web-" + loop.hash()), "it was given up");
  }

  @Test
  void aRouteThatNamesOneOfThemSaysSo() {
    HTTPRoute half = route(100, 0);
    half.getSpec().getRules().getLast().getBackendRefs().removeLast();
    loop.cluster.reapply(half);
    steps(6);
    assertTrue(
        loop.refusal
            .orElseThrow()
            .why()
            .text()
            .startsWith(
                "no rule of HTTPRoute shop names both Service web-stable and Service web-canary."));
    assertEquals(half.getSpec(), theirs().getSpec());
  }

  @Test
  void aGatewayThatConfirmsNothingKeepsTheCandidateAtItsStep() {
    serve();
    String old = loop.hash();
    loop.spec(spec("b"));
    plane.confirms = false;
    steps(30);
    assertTrue(why().contains("which the gateway has not confirmed yet"));
    loop.now = loop.now.plusSeconds(3600);
    steps(5);
    plane.confirms = true;
    steps(20);
    assertEquals(Map.of(old, 100), plane.shares());
  }

  private void serve() {
    loop.cluster.reapply(route(100, 0));
    steps(8);
    assertArrived("a");
    served = true;
  }

  private void assertArrived(String image) {
    assertEquals("Ready", loop.phase(), why());
    assertEquals(image, stableImage());
    assertEquals(loop.hash(), selected("web-stable"));
    assertEquals(loop.hash(), selected("web-canary"));
    assertEquals(Map.of(loop.hash(), 100), plane.shares());
  }

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      step(Integer.MAX_VALUE);
    }
  }

  private void step(int writes) {
    plane.follow();
    enough();
    loop.cluster.allow(writes);
    try {
      loop.pass();
      finished = "Ready".equals(loop.phase()) && loop.hash().equals(selected("web-canary"));
    } catch (FakeCluster.Died e) {
      finished = false;
    }
    if (served) {
      assertEquals(Set.of(), plane.lost(), "requests go to pods that are gone");
    }
    loop.now = loop.now.plusSeconds(3);
  }

  /** Every revision has the pods that its share needs. */
  private void enough() {
    plane
        .shares()
        .forEach(
            (hash, share) -> {
              int pods =
                  loop.cluster.deployments().stream()
                      .filter(d -> d.getMetadata().getName().equals("web-" + hash))
                      .mapToInt(d -> d.getStatus().getAvailableReplicas())
                      .sum();
              assertTrue(pods * 100 >= share * PODS, () -> share + " % for " + pods + " pods");
            });
  }

  private String why() {
    return Optional.ofNullable(loop.status).map(AppDeploymentStatus::why).orElse("");
  }

  private String stableImage() {
    return Optional.ofNullable(loop.status)
        .map(AppDeploymentStatus::stable)
        .map(RevisionStatus::image)
        .orElse("");
  }

  private String selected(String service) {
    return loop.cluster
        .get("Service", service)
        .map(s -> ((Service) s).getSpec().getSelector().get("tideway.dev/revision"))
        .orElse("none");
  }

  private HTTPRoute theirs() {
    return (HTTPRoute) loop.cluster.get("HTTPRoute", "shop").orElseThrow();
  }

  private static HTTPRoute route(int stable, int canary) {
    return Serialization.unmarshal(
        ROUTE.formatted("shop.example.com", stable, canary), HTTPRoute.class);
  }

  private static String spec(String image) {
    return "{image: "
        + image
        + ", replicas: "
        + PODS
        + ", route: {attachTo: {name: shop}}, strategy: {type: Canary, canary: {steps: [{weight:"
        + " 25}, {weight: 50, hold: 5s}]}}}";
  }
}
