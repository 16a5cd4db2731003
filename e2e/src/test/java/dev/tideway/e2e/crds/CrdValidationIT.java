package dev.tideway.e2e.crds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tideway.e2e.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What the apiserver takes and refuses, and whether it says what to write instead. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrdValidationIT {
  @AutoClose private ApiServer server;

  @BeforeAll
  void start() {
    server = ApiServer.start();
  }

  @TestFactory
  Stream<DynamicTest> refuses() {
    return Case.table("invalid.yaml").stream()
        .map(row -> dynamicTest(row.title(), () -> assertRefused(row)));
  }

  @TestFactory
  Stream<DynamicTest> takes() {
    return Case.table("valid.yaml").stream()
        .map(row -> dynamicTest(row.title(), () -> dryRun(row.object())));
  }

  @Test
  void titlesAreThereOnce() {
    List<String> titles =
        Stream.of("invalid.yaml", "valid.yaml")
            .flatMap(file -> Case.table(file).stream())
            .map(Case::title)
            .toList();
    assertEquals(titles.stream().distinct().toList(), titles);
  }

  private void assertRefused(Case row) {
    var refused = assertThrows(KubernetesClientException.class, () -> dryRun(row.object()));
    String said = refused.getStatus().getMessage();
    assertTrue(said.contains(Objects.requireNonNull(row.says())), () -> "it said: " + said);
  }

  private GenericKubernetesResource dryRun(GenericKubernetesResource object) {
    return server.client().resource(object).dryRun().fieldValidation(Validation.STRICT).create();
  }
}
