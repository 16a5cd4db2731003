package dev.tideway.operator.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideway.crds.AppDeployment;
import dev.tideway.operator.Apiserver;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatewayFeaturesTest {
  private static final String PATH = "GET /apis/gateway.networking.k8s.io/v1/";
  // Is read as a Gateway, and as its class.
  private static final String BOTH =
      "{\"apiVersion\": \"gateway.networking.k8s.io/v1\", \"spec\": {\"gatewayClassName\":"
          + " \"fast\"}, \"status\": {\"supportedFeatures\": [{\"name\": \"HTTPRoute\"}]}}";

  private Instant now = Instant.EPOCH;

  @Test
  void asksOnceInFiveMinutesForAnAppThatMirrors() throws IOException {
    try (Apiserver apiserver = Apiserver.answering(200, BOTH);
        KubernetesClient client = apiserver.client()) {
      GatewayFeatures features = new GatewayFeatures(client, () -> now);
      AppDeployment app = app("{type: Canary, canary: {mirror: {percent: 10}}}");
      assertEquals(Set.of("HTTPRoute"), features.of(app));
      now = now.plus(Duration.ofMinutes(4));
      assertEquals(Set.of("HTTPRoute"), features.of(app));
      List<String> asked =
          List.of(PATH + "namespaces/infra/gateways/public", PATH + "gatewayclasses/fast");
      assertEquals(asked, lines(apiserver));
      now = now.plus(Duration.ofMinutes(2));
      assertEquals(Set.of("HTTPRoute"), features.of(app));
      assertEquals(4, apiserver.requests().size());
    }
  }

  @Test
  void asksNothingForAnAppThatDoesNot() throws IOException {
    try (Apiserver apiserver = Apiserver.answering(200, BOTH);
        KubernetesClient client = apiserver.client()) {
      GatewayFeatures features = new GatewayFeatures(client, () -> now);
      assertEquals(Set.of(), features.of(app("{type: Canary}")));
      assertEquals(Set.of(), features.of(app("{type: Canary, canary: {mirror: {percent: 0}}}")));
      assertEquals(List.of(), lines(apiserver));
    }
  }

  @Test
  void knowsNothingWhereItMayNotLook() throws IOException {
    try (Apiserver apiserver = Apiserver.answering(403, "{\"kind\": \"Status\", \"code\": 403}");
        KubernetesClient client = apiserver.client()) {
      GatewayFeatures features = new GatewayFeatures(client, () -> now);
      assertEquals(Set.of(), features.of(app("{type: Canary, canary: {mirror: {percent: 10}}}")));
    }
  }

  @Test
  void keepsWhatItKnowsWhileTheApiserverIsAway() throws IOException {
    Apiserver apiserver = Apiserver.answering(200, BOTH);
    try (KubernetesClient client = apiserver.client()) {
      GatewayFeatures features = new GatewayFeatures(client, () -> now);
      AppDeployment app = app("{type: Canary, canary: {mirror: {percent: 10}}}");
      assertEquals(Set.of("HTTPRoute"), features.of(app));
      apiserver.close();
      now = now.plus(Duration.ofHours(1));
      assertEquals(Set.of("HTTPRoute"), features.of(app));
    }
  }

  @Test
  void guessesNothingBeforeItHasBeenAnswered() throws IOException {
    try (Apiserver apiserver = Apiserver.answering(500, "{\"kind\": \"Status\", \"code\": 500}");
        KubernetesClient client = apiserver.client()) {
      GatewayFeatures features = new GatewayFeatures(client, () -> now);
      AppDeployment app = app("{type: Canary, canary: {mirror: {percent: 10}}}");
      assertThrows(KubernetesClientException.class, () -> features.of(app));
    }
  }

  private static List<String> lines(Apiserver apiserver) {
    return apiserver.requests().stream().map(Apiserver.Request::line).toList();
  }

  private static AppDeployment app(String strategy) {
    return Serialization.unmarshal(
        """
        apiVersion: tideway.dev/v1
        kind: AppDeployment
        metadata: {name: web, namespace: shop}
        spec:
          image: a
          route: {gateway: {name: public, namespace: infra}}
          strategy: %s
        """
            .formatted(strategy),
        AppDeployment.class);
  }
}
