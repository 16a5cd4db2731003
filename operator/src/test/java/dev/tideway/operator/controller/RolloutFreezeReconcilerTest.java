package dev.tideway.operator.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.crds.RolloutFreeze;
import dev.tideway.crds.RolloutFreezeStatus;
import dev.tideway.operator.Apiserver;
import dev.tideway.operator.Fakes;
import dev.tideway.operator.freeze.Written;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutFreezeReconcilerTest {
  private static final String CONFLICT =
      "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": 409, \"reason\": \"Conflict\"}";
  private static final String WEEKEND = "[{schedule: 0 18 * * FRI, duration: 62h}]";

  /** Everybody waits, whatever for. */
  private static final HeldApps ALL =
      new HeldApps() {
        @Override
        public List<String> heldBy(RolloutFreeze freeze) {
          return List.of("api", "web");
        }

        @Override
        public void listen(Consumer<ResourceID> freezeChanged) {}
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # windows                               | now                  | status                                                            | look again
          [{schedule: 0 18 * * FRI, duration: 62h}] | 2026-12-04T17:59:00Z | {active: false}                                                   | PT1M0.01S
          [{schedule: 0 18 * * FRI, duration: 62h}] | 2026-12-07T07:00:00Z | {active: true, until: '2026-12-07T08:00:00Z', held: [api, web]}   | PT1H0.01S
          [{schedule: 0 18 * * FRI, duration: 62h}] | 2026-12-04T18:00:00Z | {active: true, until: '2026-12-07T08:00:00Z', held: [api, web]}   | PT24H
          [{from: '9999-01-01T00:00:00Z'}]          | 2026-12-04T18:00:00Z | {active: false}                                                   | PT24H
          [{until: '2026-12-01T00:00:00Z'}]         | 2026-12-04T18:00:00Z | {active: false}                                                   |
          null                                      | 2026-12-04T18:00:00Z | {active: true, held: [api, web]}                                  |
          """)
  void atRestItWritesNothingAndComesBackWhenTimeChangesSomething(
      String windows, String now, String status, Duration again) throws IOException {
    RolloutFreeze freeze = freeze(windows);
    freeze.setStatus(Serialization.unmarshal("---\n" + status, RolloutFreezeStatus.class));
    try (Apiserver apiserver = Apiserver.answering(500, CONFLICT);
        KubernetesClient client = apiserver.client()) {
      assertEquals(
          Optional.ofNullable(again).map(Duration::toMillis),
          reconciler(now).reconcile(freeze, context(client)).getScheduleDelay());
      assertEquals(List.of(), apiserver.requests());
    }
  }

  @Test
  void whatIsNewIsWrittenUnlessSomebodyElseHasWritten() throws IOException {
    try (Apiserver apiserver = Apiserver.answering(409, CONFLICT);
        KubernetesClient client = apiserver.client()) {
      RolloutFreeze freeze = freeze(WEEKEND);
      assertThrows(
          KubernetesClientException.class,
          () -> reconciler("2026-12-05T00:00:00Z").reconcile(freeze, context(client)));
      Apiserver.Request only = apiserver.requests().getFirst();
      assertEquals(List.of(only), apiserver.requests());
      assertEquals(
          "PATCH /apis/tideway.dev/v1/namespaces/shop/rolloutfreezes/weekend/status"
              + "?fieldManager=tideway&force=true",
          only.line());
      assertTrue(only.body().contains("\"resourceVersion\":\"7\""), only.body());
      assertTrue(
          only.body()
              .contains(
                  "\"status\":{\"active\":true,\"until\":\"2026-12-07T08:00:00Z\","
                      + "\"held\":[\"api\",\"web\"]}"),
          only.body());
      assertTrue(!only.body().contains("\"spec\""), only.body());
    }
  }

  private static RolloutFreeze freeze(String windows) {
    RolloutFreeze freeze = Written.freeze("shop/weekend", "{reason: r, windows: " + windows + "}");
    freeze.getMetadata().setResourceVersion("7");
    return freeze;
  }

  private static RolloutFreezeReconciler reconciler(String now) {
    return new RolloutFreezeReconciler(ALL, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  private static Context<RolloutFreeze> context(KubernetesClient client) {
    ControllerConfiguration<?> configuration =
        Fakes.answering(ControllerConfiguration.class, Map.of("fieldManager", "tideway"));
    @SuppressWarnings("unchecked") // a proxy knows no type arguments
    Context<RolloutFreeze> context =
        Fakes.answering(
            Context.class,
            Map.of("getClient", client, "getControllerConfiguration", configuration));
    return context;
  }
}
