package dev.tideway.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who leaves the name out gets it filled in, where the cluster can; a wrong one is still refused.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorFilledInIT {
  @AutoClose private final People people = new People(true, AuthorPolicyIT.FILL_IN);

  @ParameterizedTest
  @CsvSource({
    "jane,                              RolloutAction",
    "CORP\\o'neill,                     RolloutAction",
    "ed,                                RolloutFreeze",
    "system:serviceaccount:argocd:sync, RolloutFreeze",
  })
  void fillsIn(String who, String kind) {
    assertEquals(who, author(create(who, People.object(kind, "", ""))));
    var labelled = People.object(kind, "", "");
    labelled.getMetadata().setAnnotations(Map.of("example.com/other", "stays"));
    var made = create(who, labelled);
    assertEquals(who, author(made));
    assertEquals("stays", made.getMetadata().getAnnotations().get("example.com/other"));
  }

  @Test
  void correctsNobodyBehindTheirBack() {
    var refused =
        assertThrows(
            KubernetesClientException.class,
            () -> create("jane", People.object("RolloutAction", "", "bob")));
    String said = refused.getStatus().getMessage();
    assertTrue(said.contains("says 'bob', and it is jane who asks: write"), said);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          somebody else changes it | RolloutFreeze | admin | {spec: {reason: mine}}       | admin
          who wrote it changes it  | RolloutFreeze | ed    | {spec: {reason: longer}}     | ed
          a label                  | RolloutFreeze | admin | {metadata: {labels: {a: b}}} | ed
          the name is left out     | RolloutFreeze | admin | {metadata: {annotations: {tideway.dev/requested-by: null}}} | ed
          left out and changed     | RolloutFreeze | admin | {spec: {reason: mine}, metadata: {annotations: null}} | admin
          the name of an action    | RolloutAction | admin | {metadata: {annotations: null}} | ed
          """)
  void follows(String title, String kind, String who, String patch, String author) {
    var object = create("ed", People.object(kind, "", ""));
    assertEquals(author, author(people.patch(who, object, "", patch)));
  }

  /** What GitOps does all day: the same file, again and again, with no name in it. */
  @Test
  void anApplyOfTheSameFileWritesNothing() {
    String first = apply(People.SYNC).getMetadata().getResourceVersion();
    var second = apply(People.SYNC);
    assertEquals(first, second.getMetadata().getResourceVersion());
    assertEquals(People.SYNC, author(second));
  }

  private GenericKubernetesResource apply(String who) {
    try (KubernetesClient client = people.as(who)) {
      return client
          .resource(People.object("RolloutFreeze", "applied", ""))
          .fieldManager("sync")
          .serverSideApply();
    }
  }

  private GenericKubernetesResource create(String who, GenericKubernetesResource object) {
    try (KubernetesClient client = people.as(who)) {
      return client.resource(object).create();
    }
  }

  private static String author(GenericKubernetesResource object) {
    return object.getMetadata().getAnnotations().getOrDefault(People.AUTHOR, "-");
  }
}
