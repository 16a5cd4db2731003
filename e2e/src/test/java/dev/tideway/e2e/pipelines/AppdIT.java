package dev.tideway.e2e.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import dev.tideway.e2e.ApiServer;
import dev.tideway.e2e.Command;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The script that deploys to a cluster, by kubectl and kubectl appd on a real apiserver. The test
 * has the operator's part: it writes the status, once the image has been changed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppdIT {
  private static final String REPOSITORY = "registry.example/web";

  @AutoClose private final ApiServer server = ApiServer.start();

  @BeforeEach
  void create() {
    GenericKubernetesResource app =
        Serialization.unmarshal(
            """
            apiVersion: tideway.dev/v1
            kind: AppDeployment
            metadata: {name: web, namespace: default}
            spec: {image: "%s"}
            """
                .formatted(Ci.image(REPOSITORY, 'a')),
            GenericKubernetesResource.class);
    server.client().resource(app).create();
  }

  @AfterEach
  void delete() {
    app().delete();
  }

  @ParameterizedTest(name = "{0} ends with {1}")
  @CsvSource({"Ready, 0", "Aborted, 1", "AwaitingApproval, 4"})
  void endsAsTheRolloutDoes(String phase, int code) throws Exception {
    var operator = CompletableFuture.runAsync(() -> answer(phase));
    Command.Ended ended = deploy("web", Ci.image(REPOSITORY, 'b'));
    operator.get();
    assertEquals(code, ended.code(), ended.output() + ended.errors());
    assertEquals(Ci.image(REPOSITORY, 'b'), app().get().get("spec", "image"));
  }

  @Test
  void anAppThatIsNotThereIsAFailure() throws Exception {
    Command.Ended ended = deploy("none", Ci.image(REPOSITORY, 'b'));
    assertEquals(1, ended.code(), ended.errors());
    assertTrue(ended.errors().contains("\"none\" not found"), ended.errors());
  }

  @Test
  void aTagIsRefused() throws Exception {
    Command.Ended ended = deploy("web", REPOSITORY + ":2");
    assertEquals(1, ended.code(), ended.errors());
    assertTrue(ended.errors().contains("is no image by its digest"), ended.errors());
    assertEquals(Ci.image(REPOSITORY, 'a'), app().get().get("spec", "image"));
  }

  private Command.Ended deploy(String app, String image) throws Exception {
    Path kubectl = Tools.standard().get(Tool.KUBERNETES, System.err::println);
    return Ci.script("deploy/appd", "default", app, image)
        .path(kubectl, Ci.ROOT.resolve("cli/bin"))
        .with("KUBECONFIG", server.kubeconfig().toString())
        .with("TIDEWAY_AOT", "off")
        .with("TIMEOUT", "60s")
        .run();
  }

  private void answer(String phase) {
    GenericKubernetesResource changed =
        app()
            .waitUntilCondition(
                seen -> seen != null && Ci.image(REPOSITORY, 'b').equals(seen.get("spec", "image")),
                60,
                TimeUnit.SECONDS);
    changed.setAdditionalProperty(
        "status",
        Map.of(
            "phase",
            phase,
            "observedGeneration",
            changed.getMetadata().getGeneration(),
            "stable",
            Map.of("revision", 2, "hash", "bbbbbbbbbb", "image", Ci.image(REPOSITORY, 'b'))));
    server.client().resource(changed).updateStatus();
  }

  private Resource<GenericKubernetesResource> app() {
    return server
        .client()
        .genericKubernetesResources("tideway.dev/v1", "AppDeployment")
        .inNamespace("default")
        .withName("web");
  }
}
