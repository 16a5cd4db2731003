package dev.tideway.operator.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tideway.crds.AppDeploymentSpec;
import dev.tideway.operator.desired.App;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is led where, as EndpointSlices say. */
class EndpointsTest {
  private static final App APP =
      new App(
          "web",
          "shop",
          "uid",
          true,
          Serialization.unmarshal("---\n{image: a}", AppDeploymentSpec.class));

  @Test
  void readyEndpointsCount() {
    Observed observed =
        Observed.of(
            List.of(
                pod("web-1"),
                slice(
                    "web-abc",
                    "[{conditions: {ready: true}, targetRef: {name: web-1}},"
                        + " {conditions: {ready: false}, targetRef: {name: web-2}}]"),
                slice("web", "[{conditions: {ready: true}, targetRef: {name: web-1}}]")));
    assertEquals(1, Endpoints.reachable(APP, "abc", observed));
    assertEquals(1, Endpoints.home(APP, "abc", observed));
    assertEquals(
        Map.of("web-abc", Map.of("abc", 1), "web", Map.of("abc", 1)), Endpoints.led(observed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | [{conditions: {ready: true}, targetRef: {name: web-1}}]
          false | [{conditions: {ready: false}, targetRef: {name: web-1}}]
          false | [{conditions: {ready: true}, targetRef: {name: web-1}}, {conditions: {ready: false}, targetRef: {name: old-1}}]
          false | [{conditions: {ready: true}, targetRef: {name: web-1}}, {conditions: {ready: true}}]
          false | null
          """)
  void theAppHasAServiceForItselfOnceItLeadsToReadyPodsOfItsOwnAlone(
      boolean alone, String endpoints) {
    Observed observed = Observed.of(List.of(pod("web-1"), slice("old-web", endpoints)));
    assertEquals(alone, observed.isAlone("old-web"));
    assertFalse(observed.isAlone("web"), "nothing is known of another");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  | web     | {tideway.dev/app: web}
          false | web     | {tideway.dev/app: web, tideway.dev/revision: abc}
          true  | web-abc | {tideway.dev/app: web, tideway.dev/revision: abc}
          """)
  void theAppsServiceIsSharedUnlessItNamesARevision(boolean shared, String name, String selector) {
    HasMetadata service =
        Serialization.unmarshal(
            "---\n{apiVersion: v1, kind: Service, metadata: {name: %s}, spec: {selector: %s}}"
                .formatted(name, selector),
            Service.class);
    assertEquals(shared, Observed.of(List.of(service)).isShared("web"));
  }

  /** As the apiserver writes it for a Service that selects no pod. */
  @Test
  void aSliceWithoutEndpointsHasNull() {
    Observed observed = Observed.of(List.of(slice("web-abc", "null"), slice("web", "null")));
    assertEquals(0, Endpoints.reachable(APP, "abc", observed));
    assertEquals(0, Endpoints.home(APP, "abc", observed));
  }

  private static HasMetadata pod(String name) {
    return Serialization.unmarshal(
        "---\n{apiVersion: v1, kind: Pod, metadata: {name: %s, labels: {tideway.dev/revision: abc}}}"
            .formatted(name),
        Pod.class);
  }

  private static HasMetadata slice(String service, String endpoints) {
    return Serialization.unmarshal(
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: %s-x, labels: {kubernetes.io/service-name: %s}}
        endpoints: %s
        """
            .formatted(service, service, endpoints),
        EndpointSlice.class);
  }
}
