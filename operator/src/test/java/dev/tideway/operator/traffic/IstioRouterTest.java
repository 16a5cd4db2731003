package dev.tideway.operator.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.domain.Routed;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IstioRouterTest {
  private static final App APP =
      new App(
          "web",
          "shop",
          "uid",
          true,
          Serialization.unmarshal(
              "---\n{image: a, route: {istio: {gateways: [g]}, hosts: [h]}}",
              AppDeploymentSpec.class));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          [{destination: {host: web}, weight: 100}]                                             | {}                 | {}            | true  |
          [{destination: {host: web-aaa}, weight: 75}, {destination: {host: web-bbb}, weight: 25}] | {}              | {aaa=75, bbb=25} | true |
          [{destination: {host: elsewhere}, weight: 100}]                                       | {}                 | {elsewhere=100} | true |
          [{destination: {host: web-aaa}, weight: 100}] | {validationMessages: [{level: WARNING, type: {code: IST0132}}]} | {aaa=100} | true |
          [{destination: {host: web-aaa}, weight: 100}] | {validationMessages: [{level: ERROR, type: {code: IST0101, name: ReferencedResourceNotFound}}]} | {aaa=100} | false | IST0101 ReferencedResourceNotFound
          [{destination: {host: web-aaa}, weight: 100}] | {observedGeneration: 2, validationMessages: [{level: ERROR, type: {code: IST0101}}]} | {aaa=100} | true |
          """)
  void readsWhatTheVirtualServiceSays(
      String route, String status, String weights, boolean confirmed, @Nullable String problem) {
    VirtualService service =
        Serialization.unmarshal(
            "---\n{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: web,"
                + " generation: 3}, spec: {hosts: [h], http: [{route: "
                + route
                + "}]}, status: "
                + status
                + "}",
            VirtualService.class);
    Routed routed =
        new IstioRouter()
            .read(
                APP,
                Set.of("aaa", "bbb"),
                new Scene(List.of(service), List.of(), Map.of(), Set.of()));
    assertEquals(weights, new TreeMap<>(routed.weights()).toString());
    assertEquals(confirmed, routed.confirmed());
    assertEquals(problem == null ? "" : problem, routed.problem().orElse(""));
    assertEquals(IstioRouter.SETTLE, routed.settle());
  }
}
