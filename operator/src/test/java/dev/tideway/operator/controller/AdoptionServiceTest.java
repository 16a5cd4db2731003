package dev.tideway.operator.controller;

import static dev.tideway.operator.controller.Predecessor.LONG;
import static dev.tideway.operator.controller.Predecessor.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the Service that callers know, while the app takes over and afterwards. */
class AdoptionServiceTest {
  @ParameterizedTest
  @ValueSource(strings = {"old-web", "web"})
  void callersGoBackWhenNoPodServesAndStayThereUntilTheSpecChanges(String service) {
    Predecessor old = new Predecessor(service, "").live(10);
    Service before = old.known();
    assertEquals("Draining", old.stage());
    String ours = "web-" + old.loop.hash();
    old.loop.cluster.fail(ours).becomeReady();
    old.loop.pass();
    assertEquals("Returned", old.stage());
    assertEquals(Map.of("app", "shop"), old.selector());
    assertEquals(8080, old.known().getSpec().getPorts().getFirst().getTargetPort().getValue());
    assertEquals(Map.of("team", "a"), old.known().getMetadata().getLabels());
    assertEquals(Map.of("lb", "internal"), old.known().getMetadata().getAnnotations());
    assertEquals(List.of(), old.known().getMetadata().getOwnerReferences());
    assertEquals(before.getMetadata().getName(), old.known().getMetadata().getName());
    old.plane.follow();
    old.loop.cluster.mend(ours);
    old.live(LONG);
    assertEquals("Returned", old.stage(), "or it would go to and fro");
    assertEquals(100, old.share());
    assertTrue(old.why().contains("leads to those of Deployment old again"), old.why());
    old.loop.spec("{image: b, " + Predecessor.adopt(service) + "}");
    old.live(2 * LONG);
    assertEquals("Done", old.stage());
    assertEquals("Ready", old.loop.phase());
  }

  @Test
  void whatSomebodyWritesBackIsTurnedAgainBeforeAnythingGoes() {
    Predecessor old = new Predecessor("old-web", "").live(10);
    assertEquals("Draining", old.stage());
    old.hold(Predecessor.service("old-web"));
    old.plane.follow();
    old.live(1);
    assertEquals("Switching", old.stage());
    old.live(LONG);
    assertEquals("Done", old.stage());
  }

  @Test
  void aServiceThatNeverStaysIsReported() {
    Predecessor old = new Predecessor("old-web", ", progressDeadline: 1m");
    for (int i = 0; i < 2 * LONG; i++) {
      old.live(1);
      old.hold(Predecessor.service("old-web"));
      old.plane.follow();
    }
    assertEquals("Degraded", old.loop.phase());
    assertTrue(old.why().contains("doesn't stay with the app's pods"), old.why());
    assertTrue(old.isThere("Deployment", "old"));
  }

  @Test
  void theOldPodsStayWhileAnotherServiceLeadsToThem() {
    Predecessor old = new Predecessor("old-web", "");
    old.hold(Predecessor.service("metrics"));
    old.live(2 * LONG);
    assertTrue(old.isThere("Deployment", "old"));
    assertEquals("Degraded", old.loop.phase());
    assertTrue(
        old.why().startsWith("Service metrics leads to the pods of Deployment old as well"),
        old.why());
    old.loop.cluster.remove("Service", "metrics");
    old.live(2 * LONG);
    assertEquals("Done", old.stage());
  }

  @Test
  void aServiceThatSomebodyDeletesComesBack() {
    Predecessor old = new Predecessor("old-web", "").live(LONG);
    old.loop.cluster.remove("Service", "old-web");
    old.loop.pass();
    assertEquals(OURS, old.selector());
  }

  /** What only the old Service knows of itself stays, such as a port of the nodes. */
  @Test
  void theTurnSaysNothingOfWhatItDoesntMean() {
    Predecessor old = new Predecessor("web", ", service: {type: NodePort, port: 8000}");
    old.hold(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop, uid: svc, labels: {team: a}}
        spec:
          type: NodePort
          sessionAffinity: ClientIP
          selector: {app: shop, tier: web}
          ports: [{port: 8000, targetPort: 9, nodePort: 30080, appProtocol: http}]
        """);
    old.plane.follow();
    String stage = "";
    while (!stage.equals("Switching")) {
      old.loop.pass();
      stage = old.stage();
      old.loop.cluster.becomeReady();
    }
    Service turned = old.known();
    assertEquals(OURS, turned.getSpec().getSelector());
    assertEquals("ClientIP", turned.getSpec().getSessionAffinity());
    assertEquals("a", turned.getMetadata().getLabels().get("team"));
    ServicePort port = turned.getSpec().getPorts().getFirst();
    assertEquals(
        "null 8000 http 30080 http",
        "%s %s %s %s %s"
            .formatted(
                port.getName(),
                port.getPort(),
                port.getTargetPort().getValue(),
                port.getNodePort(),
                port.getAppProtocol()));
  }

  @Test
  void theOldServiceStaysWhenTheSpecNoLongerSaysSo() {
    Predecessor old = new Predecessor("old-web", "").live(LONG);
    old.loop.spec("{image: a}");
    old.live(LONG);
    assertEquals(OURS, old.selector());
    assertEquals("Done", old.stage());
  }
}
