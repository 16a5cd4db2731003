package dev.tideway.operator.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What can't be taken over is left as it is, nothing is made, and the status says what to write.
 */
class AdoptionRefusalTest {
  private static final String OWNED =
      "ownerReferences: [{kind: Shop, name: s, uid: other, controller: true}]";
  private static final String TEMPLATE =
      "template: {metadata: {labels: {app: shop, tier: web}}}, replicas: 4";
  private static final String PORTS = "ports: [{name: web, port: 80, targetPort: 8080}]";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no pods asked for        | web     | , replicas: 0 | Service    | {name: web}        | {selector: {app: shop}, ${ports}} | the app asks for no pods | write replicas that serve.
          deployment is owned      | web     |               | Deployment | {name: old, ${owned}} | {${template}} | Deployment old belongs to Shop s, which would write it back | take it from its controller first (kubectl delete --cascade=orphan shop s), or take spec.adopt out.
          autoscaler is owned      | web     |               | HorizontalPodAutoscaler | {name: old-hpa, ${owned}} | {scaleTargetRef: {kind: Deployment, name: old}} | HorizontalPodAutoscaler old-hpa belongs to Shop s, which would write it back | take it from its controller first (kubectl delete --cascade=orphan shop s), or take spec.adopt out.
          autoscaler is another's  | web     |               | HorizontalPodAutoscaler | {name: old-hpa} | {scaleTargetRef: {kind: StatefulSet, name: db}} | HorizontalPodAutoscaler old-hpa scales StatefulSet db | write the one that scales Deployment old in spec.adopt.horizontalPodAutoscaler.
          service is owned         | web     |               | Service    | {name: web, ${owned}} | {selector: {app: shop}, ${ports}} | Service web belongs to Shop s, which would write it back | take it from its controller first (kubectl delete --cascade=orphan shop s), or take spec.adopt out.
          service leads elsewhere  | web     |               | Service    | {name: web}        | {selector: {app: blog}, ${ports}} | Service web doesn't lead to the pods of Deployment old | write the Service that does in spec.adopt.service.
          service selects nothing  | web     |               | Service    | {name: web}        | {${ports}} | Service web doesn't lead to the pods of Deployment old | write the Service that does in spec.adopt.service.
          service has another type | web     |               | Service    | {name: web}        | {type: NodePort, selector: {app: shop}, ${ports}} | Service web is of type NodePort, and the app asks for ClusterIP | write service: {type: NodePort}.
          service is headless      | web     |               | Service    | {name: web}        | {clusterIP: None, selector: {app: shop}, ${ports}} | Service web is headless, and its callers keep the addresses of pods | send them to a Service with a cluster IP first.
          only nodes with pods     | web     |               | Service    | {name: web}        | {externalTrafficPolicy: Local, selector: {app: shop}, ${ports}} | Service web has externalTrafficPolicy: Local, and the app's pods may be on other nodes | write Cluster until the app has taken over.
          only pods of the node    | web     |               | Service    | {name: web}        | {internalTrafficPolicy: Local, selector: {app: shop}, ${ports}} | Service web has internalTrafficPolicy: Local, and the app's pods may be on other nodes | write Cluster until the app has taken over.
          service has more ports   | web     |               | Service    | {name: web}        | {selector: {app: shop}, ports: [{name: a, port: 80}, {name: b, port: 81}, {name: c, port: 53, protocol: UDP}]} | Service web has port 81, 53/UDP, and the app's Service would not | write the first port's number in service.port, and the others in ports.
          service has other ports  | old-web |               | Service    | {name: old-web}    | {selector: {app: shop}, ports: [{name: a, port: 80}, {name: b, port: 81}]} | Service old-web has port 81, and the app's Service would not | write the first port's number in service.port, and the others in ports.
          port without a name      | web     | , ports: [{name: a, port: 8080}, {name: b, port: 81}] | Service | {name: web} | {selector: {app: shop}, ports: [{port: 80, targetPort: 8080}]} | the port of Service web has no name, which a Service with several ports needs | leave one port in spec.ports until the app has taken over.
          new pods are called      | web     | , podTemplate: {metadata: {labels: {app: shop}}} | Service | {name: web} | {selector: {app: shop}, ports: [{port: 80, targetPort: 9000}]} | Service web selects the app's new pods already, and leads to port 9000 of them, which they don't have | write that number in spec.ports, or take the labels out of spec.podTemplate.
          """)
  void isSaid(
      String title,
      String service,
      String more,
      String kind,
      String metadata,
      String spec,
      String sentence,
      String next) {
    Predecessor old = new Predecessor(service, more == null ? "" : more.trim());
    put(old, kind, metadata, spec);
    assertRefused(old, sentence, next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Deployment              | old     | there is no Deployment old | write the name of one that runs in spec.adopt.deployment, or take spec.adopt out.
          HorizontalPodAutoscaler | old-hpa | there is no HorizontalPodAutoscaler old-hpa | write the one that scales Deployment old in spec.adopt.horizontalPodAutoscaler, or take it out.
          Service                 | old-web | there is no Service old-web | write the name of one that leads to Deployment old in spec.adopt.service, or take it out.
          """)
  void whatIsntThereIsSaid(String kind, String name, String sentence, String next) {
    Predecessor old = new Predecessor("old-web", "");
    old.loop.cluster.remove(kind, name);
    assertRefused(old, sentence, next);
  }

  @Test
  void anAppDoesntTakeOverItsOwnDeployment() {
    Predecessor old = new Predecessor("web", "");
    put(
        old,
        "Deployment",
        "{name: old, labels: {app.kubernetes.io/managed-by: tideway, tideway.dev/app: web,"
            + " tideway.dev/revision: x}}",
        "{replicas: 4, template: {metadata: {labels: {app: shop}}, spec: {containers: [{name:"
            + " c}]}}}");
    old.loop.pass();
    assertTrue(old.why().startsWith("Deployment old is the app's own; "), old.why());
  }

  @Test
  void onceItFitsTheAppTakesOver() {
    Predecessor old = new Predecessor("web", "");
    put(old, "Deployment", "{name: old, " + OWNED + "}", "{" + TEMPLATE + "}");
    old.loop.pass();
    put(old, "Deployment", "{name: old}", "{" + TEMPLATE + "}");
    old.plane.follow();
    old.live(60);
    assertEquals("Done", old.stage());
  }

  /** A controller that comes late keeps its Deployment, which callers no longer need. */
  @Test
  void whatGetsAControllerLaterStays() {
    Predecessor old = new Predecessor("web", "").live(10);
    assertEquals("Draining", old.stage());
    put(old, "Deployment", "{name: old, " + OWNED + "}", "{" + TEMPLATE + "}");
    old.plane.follow();
    old.live(120);
    assertEquals("Draining", old.stage());
    assertEquals("Degraded", old.loop.phase());
  }

  private static void assertRefused(Predecessor old, String sentence, String next) {
    for (int i = 0; i < 5; i++) {
      old.loop.pass();
      old.loop.now = old.loop.now.plusSeconds(10);
    }
    assertEquals(sentence + "; what runs is left as it is. Next: " + next, old.why());
    assertEquals("Degraded", old.loop.phase());
    assertEquals(List.of(), old.loop.cluster.writes());
  }

  private static void put(Predecessor old, String kind, String metadata, String spec) {
    HasMetadata object =
        Serialization.unmarshal(
            filled(
                "---\n{apiVersion: %s, kind: %s, metadata: %s, spec: %s}"
                    .formatted(version(kind), kind, metadata, spec)));
    object.getMetadata().setNamespace("shop");
    object.getMetadata().setUid("theirs");
    old.loop.cluster.reapply(object);
  }

  private static String filled(String text) {
    return text.replace("${owned}", OWNED)
        .replace("${template}", TEMPLATE)
        .replace("${ports}", PORTS);
  }

  private static String version(String kind) {
    return switch (kind) {
      case "Deployment" -> "apps/v1";
      case "Service" -> "v1";
      default -> "autoscaling/v2";
    };
  }
}
