package dev.tideway.operator.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.operator.desired.App;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirroringTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          0   | HTTPRoute                                                        | 0   | -
          10  | -                                                                | 10  | -
          10  | HTTPRouteRequestMirror HTTPRouteRequestPercentageMirror          | 10  | -
          10  | HTTPRouteRequestMirror                                           | 0   | no HTTPRouteRequestPercentageMirror among its supportedFeatures; it can copy with percent: 100.
          10  | HTTPRoute                                                        | 0   | no HTTPRouteRequestPercentageMirror among its supportedFeatures.
          100 | HTTPRouteRequestMirror                                           | 100 | -
          100 | HTTPRoute                                                        | 0   | no HTTPRouteRequestMirror among its supportedFeatures.
          """)
  void asksAGatewayForNothingThatItDoesntList(
      int asked, @Nullable String features, int percent, @Nullable String lack) {
    App app =
        new App(
            "web",
            "shop",
            "uid",
            true,
            Serialization.unmarshal(
                "---\n{image: a, route: {gateway: {name: public}}, strategy: {type: Canary, canary:"
                    + " {mirror: {percent: "
                    + asked
                    + "}}}}",
                AppDeploymentSpec.class));
    Set<String> listed =
        features == null
            ? Set.of()
            : Arrays.stream(features.split(" ")).collect(Collectors.toSet());
    Mirroring mirroring = Mirroring.of(app, listed);
    assertEquals(percent, mirroring.percent());
    assertEquals(
        lack == null
            ? ""
            : "spec.strategy.canary.mirror is not acted on, and no request is copied: the"
                + " GatewayClass of Gateway public has "
                + lack,
        mirroring.lack().orElse(""));
  }
}
