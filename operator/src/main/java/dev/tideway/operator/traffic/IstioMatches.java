package dev.tideway.operator.traffic;

import dev.tideway.crds.NamedValue;
import dev.tideway.crds.TrafficMatch;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.traffic.VirtualService.Match;
import dev.tideway.operator.traffic.VirtualService.Text;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Which requests a rule is for, in Istio's words. */
final class IstioMatches {
  private IstioMatches() {}

  static List<Match> ofPaths(App app) {
    return uris(app).map(uri -> new Match(uri, null)).toList();
  }

  /** Requests of testers: each of their marks on each path. */
  static List<Match> ofTesters(App app) {
    List<TrafficMatch> marks = RouteMatches.marks(app.spec());
    return uris(app)
        .flatMap(uri -> marks.stream().map(mark -> new Match(uri, headers(mark))))
        .toList();
  }

  // Istio's prefix goes by letters: /api would be for /apifox too.
  private static Stream<Text> uris(App app) {
    return RouteMatches.paths(app.spec().route()).stream()
        .map(path -> path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
        .flatMap(
            path ->
                path.isEmpty()
                    ? Stream.of(prefix("/"))
                    : Stream.of(new Text(path, null, null), prefix(path + "/")));
  }

  private static Text prefix(String path) {
    return new Text(null, path, null);
  }

  private static Map<String, Text> headers(TrafficMatch mark) {
    NamedValue cookie = mark.cookie();
    NamedValue header = mark.header();
    if (cookie != null) {
      return Map.of("cookie", new Text(null, null, RouteMatches.cookie(cookie)));
    }
    if (header != null) {
      // Istio takes names in lower case alone; HTTP makes no difference.
      return Map.of(header.name().toLowerCase(Locale.ROOT), new Text(header.value(), null, null));
    }
    throw new IllegalArgumentException("a match needs a header or a cookie");
  }
}
