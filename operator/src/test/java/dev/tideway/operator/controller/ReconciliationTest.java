package dev.tideway.operator.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.operator.observe.Observed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconciliationTest {
  private static final String FILES = "config: {files: [{path: /etc/a, content: x}]}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{image: a}",
        "{image: a, replicas: 0}",
        "{image: a, replicas: 5, resources: {limits: {cpu: 1000m}}, " + FILES + "}",
        "{image: a, autoscaling: {maxReplicas: 9, minReplicas: 3}}",
        "{image: a, route: {gateway: {name: g}}, ingress: {}, networkPolicy: {enabled: true}}",
        "{image: a, storage: [{name: s, mountPath: /s, size: 1024Mi}], deletionPolicy: Orphan}",
        "{image: a, env: [{name: A, value: ''}], podTemplate: {spec: {containers: []}}}"
      })
  void atRestNothingIsWritten(String spec) {
    Loop loop = new Loop(spec).settle();
    assertEquals("Ready", loop.phase());
    AppDeploymentStatus before = loop.status;
    loop.now = loop.now.plusSeconds(3600);
    loop.pass().pass().pass();
    assertEquals(List.of(), loop.cluster.writes());
    assertEquals(before, loop.status);
  }

  @Test
  void whatAnAutoscalerChoosesIsNotWrittenAgain() {
    Loop loop = new Loop("{image: a, autoscaling: {maxReplicas: 9}}").settle();
    String name = "web-" + loop.hash();
    loop.cluster.scale(name, 7);
    loop.pass();
    assertEquals(List.of(), loop.cluster.writes());
    assertEquals(7, replicas(loop, name));
  }

  @Test
  void whatSomebodyScaledByHandIsPutRight() {
    Loop loop = new Loop("{image: a, replicas: 3}").settle();
    loop.cluster.scale("web-" + loop.hash(), 1);
    loop.pass();
    assertEquals(List.of("apply Deployment web-" + loop.hash()), loop.cluster.writes());
  }

  @Test
  void aListThatSomebodyElseGotIntoIsReplaced() {
    Loop loop = new Loop("{image: a}").settle();
    Service service = (Service) loop.cluster.get("Service", "web").orElseThrow();
    service.getSpec().getPorts().getFirst().setPort(81);
    loop.cluster.clash("Service");
    loop.pass();
    Service repaired = (Service) loop.cluster.get("Service", "web").orElseThrow();
    assertEquals(80, repaired.getSpec().getPorts().getFirst().getPort());
    assertEquals(Optional.empty(), loop.refusal);
  }

  @Test
  void anUpdateEndsWithTheNewRevisionAndTheRecordOfTheOld() {
    Loop loop = new Loop("{image: a, replicas: 3, " + FILES + "}").settle();
    String old = "web-" + loop.hash();
    loop.spec("{image: b, replicas: 3, " + FILES + "}").settle();
    assertEquals("Ready", loop.phase());
    assertTrue(loop.cluster.names().contains("ControllerRevision " + old));
    assertFalse(loop.cluster.names().contains("ConfigMap " + old));
    assertFalse(loop.cluster.names().contains("Deployment " + old));
    assertEquals(3, replicas(loop, "web-" + loop.hash()));
  }

  @Test
  void aRefusedChildHoldsUpNoRollout() {
    Loop loop = new Loop("{image: a, ingress: {}}").settle();
    String old = "web-" + loop.hash();
    loop.cluster.refuse("Ingress");
    loop.spec("{image: b, ingress: {className: none}, networkPolicy: {enabled: true}}").settle();
    assertEquals(
        "the apiserver refuses Ingress web: no such class. Next: correct the spec.",
        loop.refusal.orElseThrow().why().text());
    assertEquals("Degraded", loop.phase());
    assertFalse(loop.cluster.names().contains("Deployment " + old), "two revisions serve");
    assertTrue(loop.cluster.names().contains("NetworkPolicy web"));
    loop.cluster.accept("Ingress");
    assertEquals("Ready", loop.settle().phase());
  }

  @Test
  void aRefusedRouteDoesNotCostTheIngressThatItReplaces() {
    Loop loop = new Loop("{image: a, ingress: {}}").settle();
    loop.cluster.refuse("HTTPRoute");
    loop.spec("{image: a, route: {gateway: {name: g}}}").settle();
    assertTrue(loop.cluster.names().contains("Ingress web"));
    loop.cluster.accept("HTTPRoute");
    loop.settle();
    assertFalse(loop.cluster.names().contains("Ingress web"));
  }

  @Test
  void aRouteWhereThereIsNoGatewayApiSaysSoAndIsNotTried() {
    Loop loop = new Loop("{image: a, route: {gateway: {name: g}}}");
    loop.cluster.without("HTTPRoute");
    loop.settle().pass();
    assertEquals(
        "HTTPRoute web can't be made: the cluster has no gateway.networking.k8s.io/v1. Next:"
            + " install that API and restart the operator, or take the field out of the spec.",
        loop.refusal.orElseThrow().why().text());
    assertEquals(List.of(), loop.cluster.writes());
  }

  @Test
  void aServiceAccountStaysWhileAnOldRevisionRunsAsIt() {
    Loop loop = new Loop("{image: a, replicas: 2}").settle();
    loop.spec("{image: a, replicas: 2, identity: {serviceAccountName: other}}").pass();
    assertTrue(loop.cluster.names().contains("ServiceAccount web"), "stable may need new pods");
    loop.settle();
    assertFalse(loop.cluster.names().contains("ServiceAccount web"));
  }

  @Test
  void aRecordThatSomebodyDeletedIsMadeAgainFromWhatRuns() {
    Loop loop = new Loop("{image: a, " + FILES + "}").settle();
    String name = "web-" + loop.hash();
    Optional<HasMetadata> files = loop.cluster.get("ConfigMap", name);
    loop.cluster.remove("ControllerRevision", name);
    loop.pass();
    assertEquals(List.of("apply ControllerRevision " + name), loop.cluster.writes());
    assertEquals(files, loop.cluster.get("ConfigMap", name));
    loop.pass();
    assertEquals(List.of(), loop.cluster.writes());
  }

  @Test
  void oldRecordsAreForgotten() {
    Loop loop = new Loop("{image: a0, revisionHistoryLimit: 2}").settle();
    for (int i = 1; i < 6; i++) {
      loop.spec("{image: a" + i + ", revisionHistoryLimit: 2}").settle();
    }
    assertEquals(
        3, loop.cluster.names().stream().filter(n -> n.startsWith("ControllerRevision")).count());
  }

  /** Nobody can go back to it. */
  @Test
  void whatNeverServedIsForgottenFirst() {
    Loop loop = new Loop("{image: good, revisionHistoryLimit: 1}").settle();
    String good = loop.hash();
    loop.spec("{image: better, revisionHistoryLimit: 1}").settle();
    for (int i = 1; i < 4; i++) {
      // Replaced before any pod of it was ready.
      loop.spec("{image: bad" + i + ", revisionHistoryLimit: 1}").pass();
    }
    assertTrue(loop.cluster.get("ControllerRevision", "web-" + good).isPresent());
  }

  @Test
  void aHistoryHasEveryRevisionToGoBackTo() {
    Loop loop = new Loop("{image: a0, revisionHistoryLimit: 12}").settle();
    for (int i = 1; i < 16; i++) {
      loop.spec("{image: a" + i + ", revisionHistoryLimit: 12}").settle();
    }
    assertEquals(
        loop.cluster.names().stream().filter(n -> n.startsWith("ControllerRevision")).count(),
        Objects.requireNonNull(Objects.requireNonNull(loop.status).history()).size());
  }

  @Test
  void anOperatorThatDiesBeforeItActsGoesOnWhereItWas() {
    Loop dies = new Loop("{image: a, replicas: 4}").settle();
    Loop lives = new Loop("{image: a, replicas: 4}").settle();
    dies.spec("{image: b, replicas: 4}").dieBeforeActing().dieBeforeActing().pass();
    lives.spec("{image: b, replicas: 4}").pass();
    assertEquals(lives.cluster.deployments(), dies.cluster.deployments());
    assertEquals(lives.settle().cluster.names(), dies.settle().cluster.names());
  }

  @Test
  void aPassOnAnOldCacheUndoesNothing() {
    Loop loop = new Loop("{image: a, replicas: 4, strategy: {rollingUpdate: {maxSurge: 1}}}");
    loop.settle();
    loop.spec("{image: b, replicas: 4, strategy: {rollingUpdate: {maxSurge: 1}}}");
    for (int i = 0; i < 10; i++) {
      Observed old = loop.cluster.observe();
      loop.pass(old);
      List<Deployment> after = loop.cluster.observe().deployments();
      loop.pass(old);
      assertEquals(sizes(after), sizes(loop.cluster.observe().deployments()));
      loop.cluster.becomeReady();
    }
    assertEquals("Ready", loop.settle().phase());
  }

  private static List<String> sizes(List<Deployment> deployments) {
    return deployments.stream()
        .map(d -> d.getMetadata().getName() + " " + d.getSpec().getReplicas())
        .toList();
  }

  private static int replicas(Loop loop, String deployment) {
    return ((Deployment) loop.cluster.get("Deployment", deployment).orElseThrow())
        .getSpec()
        .getReplicas();
  }
}
