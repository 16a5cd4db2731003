package dev.tideway.operator.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.RolloutAction;
import dev.tideway.operator.Apiserver;
import dev.tideway.operator.Fakes;
import dev.tideway.operator.status.AnswerWriter;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutActionReconcilerTest {
  private static final String APP =
      "{\"kind\": \"AppDeployment\", \"apiVersion\": \"tideway.dev/v1\", \"metadata\": {\"name\":"
          + " \"web\"}}";
  private static final String NONE =
      "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": 404, \"reason\": \"NotFound\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # status                                            | now                  | app   | asks                      | look again
          null                                                | 2026-01-01T00:00:03Z | false |                           | PT2S
          null                                                | 2026-01-01T00:00:06Z | true  | GET appdeployments/web    | PT5S
          null                                                | 2026-01-01T00:00:06Z | false | GET appdeployments/web, PATCH rolloutactions/web-x/status |
          {phase: Applied, appliedAt: '2026-01-01T00:00:00Z'} | 2026-01-01T12:00:00Z | true  |                           | PT12H
          {phase: Applied, appliedAt: '2026-01-01T00:00:00Z'} | 2026-01-02T00:00:00Z | true  | DELETE rolloutactions/web-x |
          """)
  void whatNobodyCanAnswerIsRejectedAndWhatWasAnsweredIsCollectedAfterADay(
      String status, String now, boolean exists, @Nullable String asks, @Nullable Duration again)
      throws IOException {
    try (Apiserver apiserver = Apiserver.answering(exists ? 200 : 404, exists ? APP : NONE);
        KubernetesClient client = apiserver.client()) {
      RolloutActionReconciler reconciler =
          new RolloutActionReconciler(
              new AnswerWriter(client), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
      assertEquals(
          Optional.ofNullable(again).map(Duration::toMillis),
          reconciler.reconcile(action(status), context(client)).getScheduleDelay());
      assertEquals(
          asks == null ? "" : asks,
          apiserver.requests().stream()
              .map(r -> r.line().replaceFirst("/apis.*namespaces/shop/", "").split("\\?")[0])
              .collect(Collectors.joining(", ")));
    }
  }

  private static RolloutAction action(String status) {
    return Serialization.unmarshal(
        """
        apiVersion: tideway.dev/v1
        kind: RolloutAction
        metadata: {name: web-x, namespace: shop, uid: u, creationTimestamp: '2026-01-01T00:00:00Z'}
        spec: {app: web, action: Pause}
        status: %s
        """
            .formatted(status),
        RolloutAction.class);
  }

  @SuppressWarnings("unchecked") // a proxy knows no type arguments
  private static Context<RolloutAction> context(KubernetesClient client) {
    return Fakes.answering(
        Context.class, Map.of("getClient", client, "isPrimaryResourceDeleted", false));
  }
}
