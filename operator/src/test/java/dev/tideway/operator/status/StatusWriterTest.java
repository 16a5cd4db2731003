package dev.tideway.operator.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.crds.AppDeployment;
import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.operator.Apiserver;
import dev.tideway.operator.Fakes;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A decision that was made on an old copy is dropped, never written over a newer one. */
class StatusWriterTest {
  private static final String CONFLICT =
      "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": 409, \"reason\": \"Conflict\"}";

  @Test
  void aConflictIsNotAnsweredByWritingAgain() throws IOException {
    try (Apiserver apiserver = Apiserver.answering(409, CONFLICT);
        KubernetesClient client = apiserver.client()) {
      Context<AppDeployment> context = context(client);
      KubernetesClientException conflict =
          assertThrows(
              KubernetesClientException.class,
              () -> StatusWriter.write(app("7"), status("Ready"), context));
      assertEquals(409, conflict.getCode());
      Apiserver.Request only = apiserver.requests().getFirst();
      assertEquals(List.of(only), apiserver.requests());
      assertEquals(
          "PATCH /apis/tideway.dev/v1/namespaces/shop/appdeployments/web/status"
              + "?fieldManager=tideway&force=true",
          only.line());
      assertTrue(only.body().contains("\"resourceVersion\":\"7\""), only.body());
    }
  }

  @Test
  void whatSaysNothingNewIsNotWritten() throws IOException {
    try (Apiserver apiserver = Apiserver.answering(500, CONFLICT);
        KubernetesClient client = apiserver.client()) {
      AppDeployment app = app("7");
      app.setStatus(status("Ready"));
      assertFalse(StatusWriter.write(app, status("Ready"), context(client)));
      assertEquals(List.of(), apiserver.requests());
    }
  }

  private static Context<AppDeployment> context(KubernetesClient client) {
    ControllerConfiguration<?> configuration =
        Fakes.answering(ControllerConfiguration.class, Map.of("fieldManager", "tideway"));
    @SuppressWarnings("unchecked") // a proxy knows no type arguments
    Context<AppDeployment> context =
        Fakes.answering(
            Context.class,
            Map.of("getClient", client, "getControllerConfiguration", configuration));
    return context;
  }

  private static AppDeployment app(String version) {
    AppDeployment app = new AppDeployment();
    app.getMetadata().setName("web");
    app.getMetadata().setNamespace("shop");
    app.getMetadata().setResourceVersion(version);
    return app;
  }

  private static AppDeploymentStatus status(String phase) {
    return new AppDeploymentStatus(
        1L, phase, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null);
  }
}
