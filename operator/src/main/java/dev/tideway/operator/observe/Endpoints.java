package dev.tideway.operator.observe;

import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Names;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which pods callers are led to, as the cluster's EndpointSlices say. */
final class Endpoints {
  private static final String SERVICE = "kubernetes.io/service-name";

  private Endpoints() {}

  /** Ready endpoints of a revision's own Service. */
  static int reachable(App app, String hash, Observed observed) {
    return (int) ready(observed.slices(), Names.ofRevision(app.name(), hash)).count();
  }

  /** A revision's ready endpoints in the app's Service. */
  static int home(App app, String hash, Observed observed) {
    return byRevision(app.name(), observed, revisions(observed)).getOrDefault(hash, 0);
  }

  /** Ready endpoints of every Service, by revision. */
  static Map<String, Map<String, Integer>> led(Observed observed) {
    Map<String, String> revisions = revisions(observed);
    return observed.slices().stream()
        .map(Endpoints::serviceOf)
        .distinct()
        .collect(
            Collectors.toMap(
                service -> service, service -> byRevision(service, observed, revisions)));
  }

  /** Whether a Service leads to ready pods of the app, and to no others. */
  static boolean isAlone(String service, Observed observed) {
    Set<String> own =
        observed.pods().stream()
            .map(pod -> pod.getMetadata().getName())
            .collect(Collectors.toSet());
    return ready(observed.slices(), service).findAny().isPresent()
        && all(observed.slices(), service)
            .allMatch(e -> e.getTargetRef() != null && own.contains(e.getTargetRef().getName()));
  }

  private static Map<String, String> revisions(Observed observed) {
    return observed.pods().stream()
        .collect(
            Collectors.toMap(
                (Pod pod) -> pod.getMetadata().getName(), Observed::revisionOf, (a, b) -> a));
  }

  private static Map<String, Integer> byRevision(
      String service, Observed observed, Map<String, String> revisions) {
    return ready(observed.slices(), service)
        .filter(e -> e.getTargetRef() != null)
        .map(e -> revisions.getOrDefault(e.getTargetRef().getName(), ""))
        .filter(hash -> !hash.isEmpty())
        .collect(Collectors.toMap(hash -> hash, hash -> 1, Integer::sum));
  }

  private static Stream<Endpoint> ready(List<EndpointSlice> slices, String service) {
    return all(slices, service)
        .filter(
            e -> e.getConditions() != null && Boolean.TRUE.equals(e.getConditions().getReady()));
  }

  private static Stream<Endpoint> all(List<EndpointSlice> slices, String service) {
    return slices.stream()
        .filter(slice -> service.equals(serviceOf(slice)))
        // A Service without pods has none at all: not an empty list.
        .flatMap(slice -> Stream.ofNullable(slice.getEndpoints()))
        .flatMap(List::stream);
  }

  private static String serviceOf(EndpointSlice slice) {
    return Optional.ofNullable(slice.getMetadata().getLabels())
        .map(labels -> labels.get(SERVICE))
        .orElse("");
  }
}
