package dev.tideway.operator.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tideway.crds.AppDeployment;
import dev.tideway.operator.Fakes;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which route wakes which app, and how little is kept of others' routes. */
class AttachedRoutesTest {
  private static final AppDeployment APP =
      Serialization.unmarshal(
          """
          ---
          apiVersion: tideway.dev/v1
          kind: AppDeployment
          metadata: {name: web, namespace: shop}
          spec: {image: a, route: {attachTo: {name: theirs}}}
          """,
          AppDeployment.class);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                      | web
          {app.kubernetes.io/managed-by: Helm, tideway.dev/app: other}            | web
          {app.kubernetes.io/managed-by: tideway, tideway.dev/app: other}         | other
          """)
  void wakesItsOwnerOrWhoAttaches(String labels, String woken) {
    @SuppressWarnings("unchecked") // a proxy knows no type arguments
    IndexerResourceCache<AppDeployment> apps =
        Fakes.answering(IndexerResourceCache.class, Map.of("byIndex", List.of(APP)));
    assertEquals(Set.of(new ResourceID(woken, "shop")), Informers.concerned(route(labels), apps));
  }

  @Test
  void anAppSeesItsOwnRoutesAndTheOneThatItAttachesTo() {
    assertEquals(
        Set.of(
            new ResourceID("web", "shop"),
            new ResourceID("web-preview", "shop"),
            new ResourceID("theirs", "shop")),
        Informers.routes(APP));
    assertEquals(List.of("shop/theirs"), Informers.attachedTo(APP));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                    | false
          {app.kubernetes.io/managed-by: tideway} | true
          """)
  void ofOthersOnlyPlacesOfBackendsAreKept(String labels, boolean whole) {
    HTTPRoute route = route(labels);
    new TrimmedStore<HTTPRoute>().put("shop/theirs", route);
    var rule = route.getSpec().getRules().getFirst();
    assertEquals(whole, rule.getMatches() != null && !rule.getMatches().isEmpty());
    assertEquals(whole, rule.getFilters() != null && !rule.getFilters().isEmpty());
    assertEquals("web-stable", rule.getBackendRefs().getFirst().getName());
    assertNotNull(route.getMetadata().getAnnotations(), "the library looks into them");
  }

  private static HTTPRoute route(String labels) {
    return Serialization.unmarshal(
        """
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: theirs, namespace: shop, labels: %s}
        spec:
          rules:
            - matches: [{path: {type: PathPrefix, value: /}}]
              filters: [{type: URLRewrite}]
              backendRefs: [{name: web-stable, port: 80}, {name: web-canary, port: 80}]
        """
            .formatted(labels),
        HTTPRoute.class);
  }
}
