package dev.tideway.operator.traffic;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a gateway makes of a route.
 *
 * @param confirmed whether it follows the route as it stands
 * @param problem why it doesn't, in its own words
 */
record RouteStatus(boolean confirmed, Optional<String> problem) {
  private static final Set<String> WANTED = Set.of("Accepted", "ResolvedRefs");

  static RouteStatus of(HTTPRoute route) {
    List<RouteParentStatus> parents =
        Stream.ofNullable(route.getStatus())
            .flatMap(status -> status.getParents().stream())
            .filter(parent -> isAsked(route, parent))
            .toList();
    long generation = Optional.ofNullable(route.getMetadata().getGeneration()).orElse(0L);
    boolean confirmed =
        !parents.isEmpty()
            && parents.stream()
                .allMatch(
                    parent -> WANTED.stream().allMatch(type -> isTrue(parent, type, generation)));
    return new RouteStatus(confirmed, parents.stream().flatMap(RouteStatus::problems).findFirst());
  }

  /** A gateway that the route has left may still be in its status. */
  private static boolean isAsked(HTTPRoute route, RouteParentStatus parent) {
    return route.getSpec().getParentRefs().stream()
        .anyMatch(
            asked ->
                Objects.equals(asked.getName(), parent.getParentRef().getName())
                    && (asked.getSectionName() == null
                        || Objects.equals(
                            asked.getSectionName(), parent.getParentRef().getSectionName())));
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
