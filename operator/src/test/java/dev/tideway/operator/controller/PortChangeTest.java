package dev.tideway.operator.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change of ports costs no request: callers reach pods of both revisions all the while. */
class PortChangeTest {
  private static final String OLD = "{name: http, port: 8080}";
  private static final String FAR = "{name: web, port: 9090}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {name: http, port: 9090}                           | http:80>http           | http:80>http
          {name: web, port: 8080}                            | http:80>8080           | web:80>web
          {name: web, port: 9090}                            | http:80>http           | web:80>web
          {name: http, port: 8080}, {name: admin, port: 9000} | http:80>http          | http:80>http admin:9000>admin
          """)
  void aServiceTurnsWhenTheCandidateHasTakenOver(String ports, String meanwhile, String after) {
    Loop loop = app(OLD);
    loop.spec(spec(ports)).pass();
    assertEquals(meanwhile, service(loop));
    assertEquals(after, service(loop.settle()));
    loop.pass();
    assertEquals(0, loop.cluster.writes().size());
  }

  @Test
  void aCandidateThatFailsLeavesTheServiceToStable() {
    Loop loop = app(OLD);
    loop.spec(spec(FAR)).pass();
    loop.now = loop.now.plusSeconds(3600);
    loop.pass();
    assertEquals("Aborted", loop.phase());
    assertEquals("http:80>http", service(loop));
    assertEquals("http:80>http", service(loop.settle()));
  }

  @Test
  void noOldPodGoesBeforeNewOnesCanBeReached() {
    Loop loop = app(OLD);
    String old = "web-" + loop.hash();
    loop.spec(spec(FAR)).pass();
    assertEquals(3, replicas(loop, old));
    assertEquals(3, replicas(loop, "web-" + loop.hash()));
    loop.pass();
    assertEquals(3, replicas(loop, old), "they aren't ready");
  }

  @Test
  void aNetworkPolicyOpensThePortsOfBothRevisions() {
    Loop loop = app(OLD);
    loop.spec(spec(FAR)).pass();
    assertEquals("8080 9090", open(loop));
    assertEquals("9090", open(loop.settle()));
  }

  private static Loop app(String ports) {
    return new Loop(spec(ports)).settle();
  }

  private static String spec(String ports) {
    return "{image: a, replicas: 3, networkPolicy: {enabled: true}, ports: [" + ports + "]}";
  }

  private static String service(Loop loop) {
    Service service = (Service) loop.cluster.get("Service", "web").orElseThrow();
    return service.getSpec().getPorts().stream()
        .map(p -> p.getName() + ":" + p.getPort() + ">" + p.getTargetPort().getValue())
        .collect(Collectors.joining(" "));
  }

  private static String open(Loop loop) {
    NetworkPolicy policy = (NetworkPolicy) loop.cluster.get("NetworkPolicy", "web").orElseThrow();
    return policy.getSpec().getIngress().getFirst().getPorts().stream()
        .map(p -> String.valueOf(p.getPort().getValue()))
        .collect(Collectors.joining(" "));
  }

  private static int replicas(Loop loop, String deployment) {
    return loop.cluster.deployments().stream()
        .filter(d -> d.getMetadata().getName().equals(deployment))
        .mapToInt(d -> d.getSpec().getReplicas())
        .sum();
  }
}
