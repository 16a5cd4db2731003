package dev.tideway.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody signs with another's name, on a cluster that can refuse but can't fill in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorIT {
  @AutoClose private final People people = new People(false, "--set=policies.trusted={bot}");

  @ParameterizedTest(name = "{0} creates a {1} signed {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      emptyValue = "",
      textBlock =
          """
          jane                              | RolloutAction | jane
          CORP\\o'neill                     | RolloutAction | CORP\\o'neill
          ed                                | RolloutAction | ed
          ed                                | RolloutFreeze | ed
          system:serviceaccount:argocd:sync | RolloutFreeze | system:serviceaccount:argocd:sync
          bot                               | RolloutAction | jane
          bot                               | RolloutAction | -
          ed                                | AppDeployment | -
          """)
  void takes(String who, String kind, String author) {
    create(who, kind, author);
  }

  @ParameterizedTest(name = "{0} creates a {1} signed {2}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          jane | RolloutAction | -    | tideway.dev/requested-by is missing: write metadata.annotations: {tideway.dev/requested-by: 'jane'}, or use kubectl appd, which does
          jane | RolloutAction | bob  | tideway.dev/requested-by says 'bob', and it is jane who asks: write metadata.annotations: {tideway.dev/requested-by: 'jane'}, or use kubectl appd
          jane | RolloutAction | Jane | says 'Jane', and it is jane who asks
          ed   | RolloutFreeze | -    | write metadata.annotations: {tideway.dev/requested-by: 'ed'}
          ed   | RolloutFreeze | jane | write metadata.annotations: {tideway.dev/requested-by: 'ed'}
          CORP\\o'neill | RolloutAction | - | write metadata.annotations: {tideway.dev/requested-by: 'CORP\\o''neill'}
          system:serviceaccount:argocd:sync | RolloutFreeze | - | {tideway.dev/requested-by: 'system:serviceaccount:argocd:sync'}
          vera | RolloutAction | vera | User "vera" cannot create resource "rolloutactions"
          vera | RolloutFreeze | vera | User "vera" cannot create resource "rolloutfreezes"
          jane | RolloutFreeze | jane | User "jane" cannot create resource "rolloutfreezes"
          jane | AppDeployment | -    | User "jane" cannot create resource "appdeployments"
          """)
  void refuses(String who, String kind, String author, String says) {
    assertSays(says, () -> create(who, kind, author));
  }

  @Test
  void aNameTooLongToRepeat() {
    assertSays("kubectl auth whoami", () -> create("jane", "RolloutAction", "x".repeat(6000)));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          another name for an action | RolloutAction | ed   | admin | {metadata: {annotations: {tideway.dev/requested-by: admin}}} | leave it at 'ed'
          no name for an action      | RolloutAction | ed   | admin | {metadata: {annotations: {tideway.dev/requested-by: null}}}  | leave it at 'ed'
          an action changes          | RolloutAction | ed   | admin | {spec: {action: Resume}, metadata: {annotations: {tideway.dev/requested-by: admin}}} | an action can't change
          another name for a freeze  | RolloutFreeze | ed   | ed    | {metadata: {annotations: {tideway.dev/requested-by: jane}}}  | leave it at 'ed'
          its own name, no change    | RolloutFreeze | ed   | admin | {metadata: {annotations: {tideway.dev/requested-by: admin}}} | leave it at 'ed'
          no name for a freeze       | RolloutFreeze | ed   | ed    | {metadata: {annotations: {tideway.dev/requested-by: null}}}  | leave it at 'ed'
          a freeze of somebody else  | RolloutFreeze | ed   | admin | {spec: {reason: mine}} | says 'ed', and it is admin who asks: write metadata.annotations: {tideway.dev/requested-by: 'admin'}
          """)
  void refusesAChange(
      String title, String kind, String author, String who, String patch, String says) {
    var object = create(author, kind, author);
    assertSays(says, () -> people.patch(who, object, "", patch));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          a freeze of its own       | RolloutFreeze | ed | {spec: {reason: longer}} | ed
          a freeze, signed anew     | RolloutFreeze | admin | {spec: {reason: mine}, metadata: {annotations: {tideway.dev/requested-by: admin}}} | admin
          a label of a freeze       | RolloutFreeze | admin | {metadata: {labels: {a: b}}} | ed
          a label of an action      | RolloutAction | admin | {metadata: {labels: {a: b}}} | ed
          an owner of an action     | RolloutAction | admin | {metadata: {ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: a, uid: a}]}} | ed
          a finalizer comes         | RolloutAction | admin | {metadata: {finalizers: [example.com/a]}} | ed
          """)
  void takesAChange(String title, String kind, String who, String patch, String author) {
    assertEquals(author, author(people.patch(who, create("ed", kind, "ed"), "", patch)));
  }

  /** As it was before there were policies, and where they are off. */
  @Test
  void whatNobodySigned() {
    var freeze = create("bot", "RolloutFreeze", "-");
    people.patch("ed", freeze, "", "{metadata: {labels: {a: b}}}");
    String wrong = "{metadata: {annotations: {tideway.dev/requested-by: jane}}}";
    assertSays("leave it out, or write", () -> people.patch("ed", freeze, "", wrong));
    String right = "{metadata: {annotations: {tideway.dev/requested-by: ed}}}";
    assertEquals("ed", author(people.patch("ed", freeze, "", right)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          RolloutAction | {phase: Applied, message: paused}
          RolloutFreeze | {active: true, held: [web]}
          """)
  void theOperatorAnswers(String kind, String status) {
    var object = create("ed", kind, "ed");
    String patch =
        "{status: " + status + ", metadata: {annotations: {tideway.dev/requested-by: x}}}";
    var answered = people.patch(People.OPERATOR, object, "status", patch);
    assertTrue(answered.getAdditionalProperties().containsKey("status"));
    assertEquals("ed", author(answered)); // a status can't carry a signature in
    assertSays(
        "cannot patch resource",
        () -> people.patch("ed", object, "status", "{status: " + status + "}"));
  }

  @Test
  void whoSteersChangesNoApp() {
    var app = create("ed", "AppDeployment", "-");
    for (String who : List.of("jane", "vera")) {
      assertSays(
          "User \"" + who + "\" cannot patch resource \"appdeployments\"",
          () -> people.patch(who, app, "", "{spec: {image: b}}"));
    }
    people.patch("ed", app, "", "{spec: {image: b}}");
  }

  @Test
  void theOperatorCollectsActions() {
    var action = create("jane", "RolloutAction", "jane");
    for (String who : List.of("jane", "ed", "vera")) {
      assertSays("User \"" + who + "\" cannot delete", () -> delete(who, action));
    }
    delete(People.OPERATOR, action);
    assertNull(people.admin().resource(action).get());
  }

  private void delete(String who, GenericKubernetesResource object) {
    try (KubernetesClient client = people.as(who)) {
      client.resource(object).delete();
    }
  }

  // In these tables - stands for no name at all.
  private GenericKubernetesResource create(String who, String kind, String author) {
    try (KubernetesClient client = people.as(who)) {
      return client.resource(People.object(kind, "", author.equals("-") ? "" : author)).create();
    }
  }

  private static String author(GenericKubernetesResource object) {
    return object.getMetadata().getAnnotations().getOrDefault(People.AUTHOR, "-");
  }

  private static void assertSays(String text, Executable request) {
    var refused = assertThrows(KubernetesClientException.class, request);
    String said = refused.getStatus().getMessage();
    assertTrue(said.contains(text), () -> "it said: " + said);
  }
}
