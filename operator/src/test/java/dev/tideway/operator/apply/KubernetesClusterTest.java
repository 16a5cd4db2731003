package dev.tideway.operator.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideway.operator.Apiserver;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesClusterTest {
  private static final String STATUS = "{\"kind\": \"Status\", \"apiVersion\": \"v1\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v1                           | Service       | /api/v1/namespaces/shop/services/web
          v1                           | ConfigMap     | /api/v1/namespaces/shop/configmaps/web
          v1                           | ServiceAccount | /api/v1/namespaces/shop/serviceaccounts/web
          apps/v1                      | Deployment    | /apis/apps/v1/namespaces/shop/deployments/web
          apps/v1                      | ControllerRevision | /apis/apps/v1/namespaces/shop/controllerrevisions/web
          autoscaling/v2               | HorizontalPodAutoscaler | /apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/web
          policy/v1                    | PodDisruptionBudget | /apis/policy/v1/namespaces/shop/poddisruptionbudgets/web
          networking.k8s.io/v1         | Ingress       | /apis/networking.k8s.io/v1/namespaces/shop/ingresses/web
          networking.k8s.io/v1         | NetworkPolicy | /apis/networking.k8s.io/v1/namespaces/shop/networkpolicies/web
          gateway.networking.k8s.io/v1 | HTTPRoute     | /apis/gateway.networking.k8s.io/v1/namespaces/shop/httproutes/web
          """)
  void deletesTheObjectThatWasObservedAndNoOther(String version, String kind, String path)
      throws IOException {
    try (Apiserver apiserver = Apiserver.answering(200, STATUS);
        KubernetesClient client = apiserver.client()) {
      new KubernetesCluster(client).delete(object(version, kind));
      assertEquals(
          List.of(
              new Apiserver.Request(
                  "DELETE " + path,
                  "{\"apiVersion\":\"v1\",\"kind\":\"DeleteOptions\","
                      + "\"preconditions\":{\"uid\":\"u1\"},\"propagationPolicy\":\"Background\"}")),
          apiserver.requests());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 409})
  void whatIsGoneIsDeleted(int code) throws IOException {
    try (Apiserver apiserver = Apiserver.answering(code, STATUS);
        KubernetesClient client = apiserver.client()) {
      new KubernetesCluster(client).delete(object("v1", "Service"));
      assertEquals(1, apiserver.requests().size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 500})
  void whatIsRefusedIsTriedAgain(int code) throws IOException {
    try (Apiserver apiserver = Apiserver.answering(code, STATUS);
        KubernetesClient client = apiserver.client()) {
      KubernetesCluster cluster = new KubernetesCluster(client);
      KubernetesClientException refused =
          assertThrows(
              KubernetesClientException.class, () -> cluster.delete(object("v1", "Service")));
      assertEquals(code, refused.getCode());
    }
  }

  @ParameterizedTest
  @CsvSource({"200, true", "404, false"})
  void findsWhatHasTheName(int code, boolean found) throws IOException {
    HasMetadata service = object("v1", "Service");
    String answer = code == 200 ? Serialization.asJson(service) : STATUS;
    try (Apiserver apiserver = Apiserver.answering(code, answer);
        KubernetesClient client = apiserver.client()) {
      assertEquals(
          found ? Optional.of(service) : Optional.empty(),
          new KubernetesCluster(client).find(service));
    }
  }

  private static HasMetadata object(String version, String kind) {
    return Serialization.unmarshal(
        "---\n{apiVersion: %s, kind: %s, metadata: {name: web, namespace: shop, uid: u1}}"
            .formatted(version, kind));
  }
}
