package dev.tideway.e2e.crds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import dev.tideway.e2e.ApiServer;
import dev.tideway.e2e.GoModules;
import dev.tideway.operator.apply.KubernetesCluster;
import dev.tideway.operator.traffic.VirtualService;
import dev.tideway.operator.traffic.Weighing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What a kube-apiserver with the kinds of Istio and the Gateway API makes of our writes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesIT {
  private static final Path CASES = Path.of("../operator/src/test/resources/desired");
  private static final String ISTIO = "istio.io/api@v1.27.3";
  private static final String THEIRS =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: shop, namespace: shop}
      spec:
        parentRefs: [{name: public}]
        rules:
          - matches: [{path: {type: PathPrefix, value: /shop}}]
            backendRefs: [{name: web-stable, port: 80}, {name: web-canary, port: 80, weight: 0}]
      """;

  @AutoClose private ApiServer server;
  private KubernetesCluster cluster;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    server = ApiServer.startEmpty();
    cluster = new KubernetesCluster(server.client());
    server
        .client()
        .resource(new NamespaceBuilder().withNewMetadata().withName("shop").endMetadata().build())
        .create();
    install(
        istio().resolve("kubernetes/customresourcedefinitions.gen.yaml"),
        "virtualservices.networking.istio.io");
    install(
        Tools.standard()
            .source(Tool.TRAEFIK, "sigs.k8s.io/gateway-api")
            .resolve("config/crd/standard/gateway.networking.k8s.io_httproutes.yaml"),
        "httproutes.gateway.networking.k8s.io");
  }

  @TestFactory
  Stream<DynamicTest> everyRouteIsTakenAndReadBackAsItWasWritten() throws IOException {
    return Files.list(CASES)
        .sorted()
        .map(folder -> folder.resolve("expected.yaml"))
        .flatMap(
            file ->
                Stream.concat(
                    documents(file, "VirtualService", VirtualService.class)
                        .map(route -> dynamicTest(file.toString(), () -> isTaken(route))),
                    documents(file, "HTTPRoute", HTTPRoute.class)
                        .map(
                            route ->
                                dynamicTest(
                                    file.toString(), () -> cluster.apply(withoutOwner(route))))));
  }

  @Test
  void onlyWeightsAreWrittenIntoARouteOfOthers() {
    HTTPRoute before = theirs();
    cluster.patch(before, weighing(before, 75, 25).patch());
    HTTPRoute after = read(before);
    assertEquals(List.of(75, 25), backends(after).stream().map(HTTPBackendRef::getWeight).toList());
    assertEquals(
        before.getSpec().getRules().getFirst().getMatches(),
        after.getSpec().getRules().getFirst().getMatches());
  }

  @Test
  void aRouteThatHasChangedSinceIsLeftAlone() {
    HTTPRoute before = theirs();
    String patch = weighing(before, 0, 100).patch();
    HTTPRoute changed = read(before);
    changed.getSpec().setHostnames(List.of("shop.example.com"));
    server.client().resource(changed).update();
    KubernetesClientException e =
        assertThrows(KubernetesClientException.class, () -> cluster.patch(before, patch));
    assertEquals(409, e.getCode());
    assertEquals(0, backends(read(before)).getLast().getWeight());
  }

  private HTTPRoute theirs() {
    HTTPRoute route = Serialization.unmarshal(THEIRS, HTTPRoute.class);
    server.client().resource(route).delete();
    return server.client().resource(route).create();
  }

  private HTTPRoute read(HTTPRoute like) {
    return server
        .client()
        .resources(HTTPRoute.class)
        .inNamespace("shop")
        .withName(like.getMetadata().getName())
        .require();
  }

  private static List<HTTPBackendRef> backends(HTTPRoute route) {
    return route.getSpec().getRules().getFirst().getBackendRefs();
  }

  private static Weighing weighing(HTTPRoute route, int stable, int canary) {
    String place = "/spec/rules/0/backendRefs/%d/weight";
    return new Weighing(
        route, new TreeMap<>(Map.of(place.formatted(0), stable, place.formatted(1), canary)));
  }

  private void isTaken(VirtualService route) {
    VirtualService taken = (VirtualService) cluster.apply(withoutOwner(route));
    assertEquals(route.getSpec(), taken.getSpec());
  }

  private static <T extends HasMetadata> T withoutOwner(T route) {
    route.getMetadata().setOwnerReferences(List.of());
    return route;
  }

  private void install(Path file, String name) throws IOException {
    Arrays.stream(Files.readString(file).split("(?m)^---$"))
        .filter(text -> text.contains("name: " + name + "\n"))
        .map(text -> Serialization.unmarshal(text, CustomResourceDefinition.class))
        .forEach(crd -> server.client().resource(crd).create());
    String plural = name.substring(0, name.indexOf('.'));
    server.awaitAnswer("/apis/" + name.substring(plural.length() + 1) + "/v1/" + plural);
  }

  private static <T> Stream<T> documents(Path file, String kind, Class<T> type) {
    try {
      return Arrays.stream(Files.readString(file).split("(?m)^---$"))
          .filter(text -> text.contains("\nkind: " + kind + "\n"))
          .map(text -> Serialization.unmarshal(text, type));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path istio() throws IOException, InterruptedException {
    return GoModules.folder(ISTIO)
        .orElseGet(() -> abort("the Go module " + ISTIO + " can't be fetched"));
  }
}
