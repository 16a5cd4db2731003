package dev.tideway.e2e.crds;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tideway.e2e.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Whether a kube-apiserver takes the operator's golden YAML: what users write and what we make. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DesiredIT {
  private static final Path CASES = Path.of("../operator/src/test/resources/desired");

  private static final Set<String> ROUTES = Set.of("HTTPRoute", "VirtualService");

  @AutoClose private ApiServer server;

  @BeforeAll
  void start() {
    server = ApiServer.start();
    var shop = new NamespaceBuilder().withNewMetadata().withName("shop").endMetadata().build();
    server.client().resource(shop).create();
  }

  @TestFactory
  Stream<DynamicTest> isTaken() throws IOException {
    return Files.list(CASES)
        .sorted()
        .flatMap(folder -> Stream.of("app.yaml", "expected.yaml").map(folder::resolve))
        .flatMap(this::documents);
  }

  private Stream<DynamicTest> documents(Path file) {
    return read(file)
        // No part of Kubernetes: RoutesIT has their schemas.
        .filter(object -> !ROUTES.contains(object.getKind()))
        .map(
            object ->
                dynamicTest(
                    CASES.relativize(file) + ": " + object.getKind(), () -> dryRun(object)));
  }

  // As the operator writes: a server-side apply also refuses fields that no schema knows.
  private void dryRun(GenericKubernetesResource object) {
    object.getMetadata().setUid(null);
    server.client().resource(object).dryRun().fieldManager("tideway").serverSideApply();
  }

  private static Stream<GenericKubernetesResource> read(Path file) {
    try {
      return Arrays.stream(Files.readString(file).split("(?m)^---$"))
          .filter(text -> !text.isBlank())
          .map(text -> Serialization.unmarshal(text, GenericKubernetesResource.class));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
