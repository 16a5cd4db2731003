package dev.tideway.operator.traffic;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Weights to write into a route that others own, and nothing else of it.
 *
 * @param route the route as it was seen; when it has changed since, the write fails as a conflict
 * @param weights by JSON pointer, such as {@code /spec/rules/0/backendRefs/1/weight}
 */
public record Weighing(HTTPRoute route, SortedMap<String, Integer> weights) {
  Weighing(HTTPRoute route, Map<String, Integer> weights) {
    this(route, new TreeMap<>(weights));
  }

  /** A JSON patch (RFC 6902). */
  public String patch() {
    String version = route.getMetadata().getResourceVersion();
    return Stream.concat(
            Stream.of(operation("replace", "/metadata/resourceVersion", "\"" + version + "\"")),
            weights.entrySet().stream()
                // "add" also replaces: a backend without a weight has none to replace.
                .map(e -> operation("add", e.getKey(), e.getValue().toString())))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String operation(String op, String path, String value) {
    return "{\"op\":\"%s\",\"path\":\"%s\",\"value\":%s}".formatted(op, path, value);
  }
}
