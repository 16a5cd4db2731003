package dev.tideway.operator.traffic;

import dev.tideway.crds.GatewayRef;
import dev.tideway.operator.desired.App;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Copies of requests to a candidate. A gateway that can't make them must not be asked for them: it
 * would refuse the route, or copy every request where a share was meant.
 *
 * @param percent how many of a hundred requests; 0 for none
 * @param lack why there are none although the spec asks for them
 */
record Mirroring(int percent, Optional<String> lack) {
  private static final String ALL = "HTTPRouteRequestMirror";
  private static final String SHARE = "HTTPRouteRequestPercentageMirror";

  /**
   * @param features what the gateway's class lists; empty where it lists nothing, and the gateway
   *     has to be asked
   */
  static Mirroring of(App app, Set<String> features) {
    int asked = Asks.mirrored(app.spec());
    String feature = asked == 100 ? ALL : SHARE;
    if (asked == 0 || features.isEmpty() || features.contains(feature)) {
      return new Mirroring(asked, Optional.empty());
    }
    return new Mirroring(0, Optional.of(words(app, feature, features.contains(ALL))));
  }

  private static String words(App app, String feature, boolean copiesAll) {
    GatewayRef gateway =
        Objects.requireNonNull(Objects.requireNonNull(app.spec().route()).gateway());
    return "spec.strategy.canary.mirror is not acted on, and no request is copied: the GatewayClass"
        + " of Gateway %s has no %s among its supportedFeatures%s."
            .formatted(gateway.name(), feature, copiesAll ? "; it can copy with percent: 100" : "");
  }
}
