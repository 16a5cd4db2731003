package dev.tideway.operator.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that were taken before an app came. */
class StrangerTest {
  private static final String HAND_OVER =
      " Next: delete or rename it, or hand it over with kubectl label -n shop service web"
          + " --overwrite app.kubernetes.io/managed-by=tideway tideway.dev/app=web";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          labels: {team: a}                                          | Service web exists already and is not this app's.
          labels: {app.kubernetes.io/managed-by: Helm, tideway.dev/app: web} | Service web exists already and is not this app's.
          labels: {app.kubernetes.io/managed-by: tideway, tideway.dev/app: other} | Service web exists already and is not this app's.
          {labels: {}, ownerReferences: [{kind: Shop, name: s, uid: other, controller: true}]} | Service web exists already and is not this app's but Shop s's.
          """)
  void areLeftAsTheyAreAndTheStatusSaysSo(String metadata, String words) {
    HasMetadata theirs = service(metadata);
    Loop loop = new Loop("{image: a}");
    loop.cluster.hold(theirs);
    loop.settle();
    assertEquals(Optional.of(service(metadata)), loop.cluster.get("Service", "web"));
    assertEquals(words + HAND_OVER, loop.refusal.orElseThrow().why().text());
    assertTrue(loop.cluster.names().contains("Deployment web-" + loop.hash()), "the rest is made");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          handed over     | labels: {app.kubernetes.io/managed-by: tideway, tideway.dev/app: web}
          labels are lost | {labels: {}, ownerReferences: [{kind: AppDeployment, name: web, uid: uid, controller: true}]}
          """)
  void areTakenOverWhereTheyAreTheAppsOwn(String title, String metadata) {
    Loop loop = new Loop("{image: a}");
    loop.cluster.hold(service(metadata));
    loop.settle();
    assertEquals(Optional.empty(), loop.refusal);
    assertEquals("Ready", loop.phase());
  }

  @Test
  void costOneReadForEachNewChildOfTheAppAndNoneForAnUpdate() {
    Loop loop = new Loop("{image: a}").settle();
    assertEquals(List.of("ServiceAccount web", "Service web"), loop.cluster.reads());
    loop.spec("{image: b}").settle();
    assertEquals(List.of(), loop.cluster.reads());
  }

  private static HasMetadata service(String metadata) {
    HasMetadata service =
        Serialization.unmarshal(
            "---\n{apiVersion: v1, kind: Service, metadata: "
                + (metadata.startsWith("{") ? metadata : "{" + metadata + "}")
                + ", spec: {ports: [{port: 80}]}}");
    service.getMetadata().setName("web");
    service.getMetadata().setNamespace("shop");
    service.getMetadata().setUid("theirs");
    return service;
  }
}
