package dev.tideway.operator.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.crds.AdoptionStatus;
import dev.tideway.operator.controller.FakeCluster.Died;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody made by hand, with callers, and an app that is to take it over. */
final class Predecessor {
  /** Seconds in which an adoption that nothing keeps comes to its end. */
  static final int LONG = 60;

  /** What selects the app's pods. */
  static final Map<String, String> OURS = Map.of("tideway.dev/app", "web");

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: old, namespace: shop, uid: old}
      spec:
        replicas: 4
        template: {metadata: {labels: {app: shop, tier: web}}}
      """;
  private static final String AUTOSCALER =
      """
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: old-hpa, namespace: shop, uid: hpa}
      spec: {scaleTargetRef: {kind: Deployment, name: old}, maxReplicas: 9}
      """;
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: %s, namespace: shop, uid: svc, labels: {team: a}, annotations: {lb: internal}}
      spec:
        type: ClusterIP
        selector: {app: shop}
        ports: [{name: web, port: 80, targetPort: 8080, protocol: TCP}]
      """;
  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: theirs, namespace: shop}
      spec: {rules: [{backendRefs: [{name: %s, weight: 100}]}]}
      """;

  final Loop loop;
  final DataPlane plane;
  final String service;
  private final List<String> stages = new ArrayList<>();

  Predecessor(String service, String more) {
    this.service = service;
    loop = new Loop("{image: a, %s%s}".formatted(adopt(service), more));
    plane = new DataPlane(loop.cluster);
    hold(DEPLOYMENT);
    hold(AUTOSCALER);
    hold(service(service));
    hold(ROUTE.formatted(service));
    plane.follow();
  }

  static String adopt(String service) {
    return "adopt: {deployment: old, service: %s, horizontalPodAutoscaler: old-hpa}"
        .formatted(service);
  }

  static String service(String name) {
    return SERVICE.formatted(name);
  }

  void hold(String yaml) {
    loop.cluster.reapply(Serialization.unmarshal(yaml, HasMetadata.class));
  }

  /** So many seconds, in each of which the operator passes and the cluster follows. */
  Predecessor live(int seconds) {
    for (int i = 0; i < seconds; i++) {
      pass();
      assertEquals(Set.of(), lost(), () -> "callers are led to pods that are gone: " + stages);
      plane.follow();
      assertTrue(serving() > 0, () -> "nobody serves: " + stages);
      loop.now = loop.now.plusSeconds(1);
    }
    return this;
  }

  /** An app that gets smaller afterwards does so as any other does. */
  private Set<String> lost() {
    return plane.lost().stream()
        .filter(pod -> !(pod.startsWith("web-") && stage().equals("Done")))
        .collect(Collectors.toSet());
  }

  private void pass() {
    try {
      loop.pass();
    } catch (Died d) {
      loop.cluster.allow(Integer.MAX_VALUE);
    }
    if (stages.isEmpty() || !stages.getLast().equals(stage())) {
      stages.add(stage());
    }
  }

  /** The pods that callers reach. */
  int serving() {
    return plane.shares().values().stream().mapToInt(percent -> percent).sum();
  }

  /** Percent of the requests that the old pods get. */
  int share() {
    return plane.shares().getOrDefault("none", 0);
  }

  String stage() {
    AdoptionStatus adoption = Objects.requireNonNull(loop.status).adoption();
    return adoption == null ? "none" : adoption.stage();
  }

  List<String> stages() {
    return List.copyOf(stages);
  }

  String why() {
    return String.valueOf(Objects.requireNonNull(loop.status).why());
  }

  Service known() {
    return (Service) loop.cluster.get("Service", service).orElseThrow();
  }

  Map<String, String> selector() {
    return known().getSpec().getSelector();
  }

  boolean isThere(String kind, String name) {
    return loop.cluster.get(kind, name).isPresent();
  }

  int pods() {
    return loop.cluster
        .get("Deployment", "web-" + loop.hash())
        .map(d -> ((Deployment) d).getSpec().getReplicas())
        .orElse(0);
  }
}
