package dev.tideway.operator.traffic;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What gateways make of a route.
 *
 * @param confirmed whether each that it names follows the route as it stands
 * @param problem why one doesn't, in its own words
 */
record RouteStatus(boolean confirmed, Optional<String> problem) {
  private static final Set<String> WANTED = Set.of("Accepted", "ResolvedRefs");

  static RouteStatus of(HTTPRoute route) {
    List<ParentReference> asked =
        Optional.ofNullable(route.getSpec().getParentRefs()).orElse(List.of());
    List<RouteParentStatus> parents =
        Stream.ofNullable(route.getStatus())
            .flatMap(status -> status.getParents().stream())
            .toList();
    long generation = Optional.ofNullable(route.getMetadata().getGeneration()).orElse(0L);
    boolean confirmed =
        !asked.isEmpty()
            && asked.stream().allMatch(ref -> isConfirmed(route, ref, parents, generation));
    // A gateway that the route has left may still be in its status.
    Optional<String> problem =
        parents.stream()
            .filter(parent -> asked.stream().anyMatch(ref -> isOf(route, ref, parent)))
            .flatMap(RouteStatus::problems)
            .findFirst();
    return new RouteStatus(confirmed, problem);
  }

  private static boolean isConfirmed(
      HTTPRoute route, ParentReference ref, List<RouteParentStatus> parents, long generation) {
    List<RouteParentStatus> answers =
        parents.stream().filter(parent -> isOf(route, ref, parent)).toList();
    return !answers.isEmpty()
        && answers.stream()
            .allMatch(parent -> WANTED.stream().allMatch(type -> isTrue(parent, type, generation)));
  }

  private static boolean isOf(HTTPRoute route, ParentReference ref, RouteParentStatus parent) {
    ParentReference other = parent.getParentRef();
    return Objects.equals(ref.getName(), other.getName())
        && namespace(route, ref).equals(namespace(route, other))
        && (ref.getSectionName() == null
            || Objects.equals(ref.getSectionName(), other.getSectionName()));
  }

  private static String namespace(HTTPRoute route, ParentReference ref) {
    return Optional.ofNullable(ref.getNamespace())
        .or(() -> Optional.ofNullable(route.getMetadata().getNamespace()))
        .orElse("");
  }

  private static boolean isTrue(RouteParentStatus parent, String type, long generation) {
    return parent.getConditions().stream()
        .anyMatch(
            c ->
                c.getType().equals(type)
                    && c.getStatus().equals("True")
                    && Objects.equals(c.getObservedGeneration(), generation));
  }

  private static Stream<String> problems(RouteParentStatus parent) {
    return parent.getConditions().stream()
        .filter(c -> WANTED.contains(c.getType()) && c.getStatus().equals("False"))
        .map(RouteStatus::words);
  }

  private static String words(Condition c) {
    return c.getReason() + ": " + c.getMessage();
  }
}
