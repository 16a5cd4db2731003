package dev.tideway.operator.controller;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteStatusBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatusBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Kubelets, the endpoints controller and a gateway before a {@link FakeCluster}. The gateway goes
 * by what it saw when they last ran.
 */
final class DataPlane {
  private static final String REVISION = "tideway.dev/revision";

  private final FakeCluster cluster;
  private final Set<String> known = new HashSet<>();
  private final Map<String, Integer> shares = new TreeMap<>();
  boolean confirms = true;

  DataPlane(FakeCluster cluster) {
    this.cluster = cluster;
  }

  /** Everything that the cluster asks for comes to be. */
  void follow() {
    cluster.becomeReady();
    cluster.all(Pod.class).forEach(pod -> cluster.remove("Pod", pod.getMetadata().getName()));
    cluster.deployments().forEach(d -> pods(d).forEach(cluster::hold));
    cluster
        .all(EndpointSlice.class)
        .forEach(slice -> cluster.remove("EndpointSlice", slice.getMetadata().getName()));
    cluster.all(Service.class).forEach(service -> cluster.hold(slice(service)));
    known.clear();
    shares.clear();
    for (HTTPRoute route : cluster.all(HTTPRoute.class)) {
      if (confirms) {
        confirm(route);
      }
      route.getSpec().getRules().forEach(rule -> lead(rule.getBackendRefs()));
    }
  }

  /** Percent of the requests by revision hash, as the gateway divides them. */
  Map<String, Integer> shares() {
    return new TreeMap<>(shares);
  }

  /** Pods that the gateway sends requests to and that are gone. */
  Set<String> lost() {
    Set<String> lost = new HashSet<>(known);
    cluster.deployments().stream()
        .flatMap(d -> pods(d).stream())
        .map(pod -> pod.getMetadata().getName())
        .forEach(lost::remove);
    return lost;
  }

  private void lead(List<HTTPBackendRef> backends) {
    for (HTTPBackendRef backend : backends) {
      int weight = backend.getWeight() == null ? 1 : backend.getWeight();
      if (weight > 0) {
        Map<String, Integer> pods = behind(backend.getName());
        int all = pods.values().stream().mapToInt(n -> n).sum();
        if (all == 0) {
          known.add("no pod of " + backend.getName());
        }
        pods.forEach((hash, n) -> shares.merge(hash, weight * n / all, Integer::sum));
      }
    }
  }

  private Map<String, Integer> behind(String service) {
    Map<String, Integer> behind = new HashMap<>();
    cluster.all(EndpointSlice.class).stream()
        .filter(slice -> slice.getMetadata().getName().equals(service))
        .flatMap(slice -> slice.getEndpoints().stream())
        .map(endpoint -> endpoint.getTargetRef().getName())
        .forEach(
            pod -> {
              known.add(pod);
              Pod found = (Pod) cluster.get("Pod", pod).orElseThrow();
              String hash = found.getMetadata().getLabels().getOrDefault(REVISION, "none");
              behind.merge(hash, 1, Integer::sum);
            });
    return behind;
  }

  private static List<Pod> pods(Deployment d) {
    int ready = d.getStatus() == null ? 0 : d.getStatus().getAvailableReplicas();
    List<Pod> pods = new ArrayList<>();
    for (int i = 0; i < Math.min(ready, d.getSpec().getReplicas()); i++) {
      pods.add(
          new PodBuilder()
              .withNewMetadata()
              .withName(d.getMetadata().getName() + "-" + i)
              .withLabels(d.getSpec().getTemplate().getMetadata().getLabels())
              .endMetadata()
              .build());
    }
    return pods;
  }

  private EndpointSlice slice(Service service) {
    Map<String, String> labels = new HashMap<>(service.getMetadata().getLabels());
    labels.put("kubernetes.io/service-name", service.getMetadata().getName());
    EndpointSliceBuilder slice =
        new EndpointSliceBuilder()
            .withNewMetadata()
            .withName(service.getMetadata().getName())
            .withLabels(labels)
            .endMetadata();
    cluster.all(Pod.class).stream()
        .filter(pod -> isSelected(service, pod))
        .forEach(
            pod ->
                slice
                    .addNewEndpoint()
                    .withNewConditions()
                    .withReady(true)
                    .endConditions()
                    .withNewTargetRef()
                    .withName(pod.getMetadata().getName())
                    .endTargetRef()
                    .endEndpoint());
    return slice.build();
  }

  private static boolean isSelected(Service service, HasMetadata pod) {
    return pod.getMetadata()
        .getLabels()
        .entrySet()
        .containsAll(service.getSpec().getSelector().entrySet());
  }

  private static void confirm(HTTPRoute route) {
    route.setStatus(
        new HTTPRouteStatusBuilder()
            .withParents(
                route.getSpec().getParentRefs().stream()
                    .map(
                        ref ->
                            new RouteParentStatusBuilder()
                                .withParentRef(ref)
                                .withConditions(
                                    isTrue(route, "Accepted"), isTrue(route, "ResolvedRefs"))
                                .build())
                    .toList())
            .build());
  }

  private static Condition isTrue(HTTPRoute route, String type) {
    return new ConditionBuilder()
        .withType(type)
        .withStatus("True")
        .withReason(type)
        .withObservedGeneration(route.getMetadata().getGeneration())
        .build();
  }
}
