package dev.tideway.operator.traffic;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.crds.Canary;
import dev.tideway.crds.NamedValue;
import dev.tideway.crds.Route;
import dev.tideway.crds.Strategy;
import dev.tideway.crds.TrafficMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderMatchBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatchBuilder;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which requests a rule is for. */
final class RouteMatches {
  private RouteMatches() {}

  static List<HTTPRouteMatch> ofPaths(@Nullable Route route) {
    return paths(route).stream().map(path -> path(path).build()).toList();
  }

  /** Requests of testers: each of their marks on each path. */
  static List<HTTPRouteMatch> ofTesters(AppDeploymentSpec spec) {
    List<TrafficMatch> marks = marks(spec);
    return paths(spec.route()).stream()
        .flatMap(path -> marks.stream().map(mark -> path(path).withHeaders(header(mark)).build()))
        .toList();
  }

  /** What tells testers' requests from others. */
  static List<TrafficMatch> marks(AppDeploymentSpec spec) {
    return Optional.ofNullable(spec.strategy())
        .map(Strategy::canary)
        .map(Canary::match)
        .orElse(List.of());
  }

  /** Path prefixes; a slash is for everything. */
  static List<String> paths(@Nullable Route route) {
    List<String> paths = Optional.ofNullable(route).map(Route::paths).orElse(List.of());
    return paths.isEmpty() ? List.of("/") : paths;
  }

  private static HTTPRouteMatchBuilder path(String path) {
    return new HTTPRouteMatchBuilder()
        .withNewPath()
        .withType("PathPrefix")
        .withValue(path)
        .endPath();
  }

  private static HTTPHeaderMatch header(TrafficMatch mark) {
    NamedValue cookie = mark.cookie();
    NamedValue header = mark.header();
    if (cookie != null) {
      return header("RegularExpression", "Cookie", cookie(cookie));
    }
    if (header != null) {
      return header("Exact", header.name(), header.value());
    }
    throw new IllegalArgumentException("a match needs a header or a cookie");
  }

  /** One cookie among others, in the syntax that the gateways' engines (RE2, Go, Rust) share. */
  static String cookie(NamedValue cookie) {
    return "^(?:.*;\\s*)?" + quoted(cookie.name()) + "=" + quoted(cookie.value()) + "(?:;.*)?$";
  }

  private static String quoted(String text) {
    return Pattern.compile("[^A-Za-z0-9_-]")
        .matcher(text)
        .replaceAll(m -> "\\\\" + Matcher.quoteReplacement(m.group()));
  }

  private static HTTPHeaderMatch header(String type, String name, String value) {
    return new HTTPHeaderMatchBuilder().withType(type).withName(name).withValue(value).build();
  }
}
