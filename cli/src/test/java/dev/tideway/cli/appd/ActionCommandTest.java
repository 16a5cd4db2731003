package dev.tideway.cli.appd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideway.cli.appd.kubectl.Query;
import dev.tideway.cli.appd.lint.Lint;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each command asks for, and what it makes of the answer. */
class ActionCommandTest {
  private static final String CANDIDATE =
      "{\"revision\": 7, \"hash\": \"c\", \"image\": \"web:7\", \"stage\": \"Observing\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "promote web                       | {'app':'web','action':'Promote','revision':7}",
        "promote web --full -m fine        |"
            + " {'app':'web','action':'PromoteFull','revision':7,'reason':'fine'}",
        "pause web                         | {'app':'web','action':'Pause','revision':7}",
        "resume web                        | {'app':'web','action':'Resume','revision':7}",
        "abort web                         | {'app':'web','action':'Abort','revision':7}",
        "retry web                         | {'app':'web','action':'Retry','revision':7}",
        "rollback web                      | {'app':'web','action':'Rollback','toRevision':5}",
        "rollback web --to 3               | {'app':'web','action':'Rollback','toRevision':3}",
        "restart web                       | {'app':'web','action':'Restart'}",
        "resume web --override -m incident |"
            + " {'app':'web','action':'Resume','revision':7,'reason':'incident','override':true}",
      })
  void asksFor(String command, String spec) {
    FakeTransport cluster = cluster(CANDIDATE).thenChanged(answer("Applied", "done"));
    Terminal terminal = new Terminal(cluster);
    assertEquals(0, terminal.run(command.split(" ")));
    JsonNode made = cluster.created.getFirst();
    assertEquals(spec.replace('\'', '"'), made.path("spec").toString());
    assertEquals(
        List.of(), new Lint().check("action", new StringReader(made.toString())).findings());
    String verb = made.path("spec").path("action").asText().toLowerCase(java.util.Locale.ROOT);
    assertEquals(
        FakeTransport.read(
            """
            {"namespace": "shop", "generateName": "web-%s-",
             "annotations": {"tideway.dev/requested-by": "jane"}}
            """
                .formatted(verb)),
        made.path("metadata"));
    assertEquals("✓ Applied: done\n", terminal.printed());
  }

  @Test
  void aRejectionIsAFailure() {
    Terminal terminal =
        new Terminal(
            cluster(CANDIDATE).thenChanged(answer("Rejected", "revision 8 is the candidate")));
    assertEquals(1, terminal.run("promote", "web"));
    assertEquals("✗ Rejected: revision 8 is the candidate\n", terminal.printed());
  }

  @Test
  void noAnswerIsAFailure() {
    FakeTransport cluster = cluster(CANDIDATE);
    assertEquals(1, new Terminal(cluster).run("promote", "web"));
    assertEquals(1, cluster.created.size());
  }

  @ParameterizedTest
  @CsvSource({
    "promote web, 1", // no candidate that anybody could have looked at
    "abort web, 1",
    "promote shop, 1", // no such app
    "rollback web --to x, 2",
    "resume web --override, 2", // without a reason
    "promote, 2",
  })
  void asksForNothing(String command, int code) {
    FakeTransport cluster = cluster("null");
    assertEquals(code, new Terminal(cluster).run(command.split(" ")));
    assertEquals(List.of(), cluster.created);
  }

  @Test
  void withoutACandidateNothingIsPinned() {
    FakeTransport cluster = cluster("null").thenChanged(answer("Applied", "done"));
    assertEquals(0, new Terminal(cluster).run("pause", "web"));
    assertTrue(cluster.created.getFirst().path("spec").path("revision").isMissingNode());
  }

  private static FakeTransport cluster(String candidate) {
    return new FakeTransport()
        .with(
            Query.APPS,
            """
            {"metadata": {"name": "web", "namespace": "shop", "generation": 7},
             "status": {"stable": {"revision": 6, "hash": "b", "image": "web:6"}, "candidate": %s,
               "history": [{"revision": 6, "hash": "b", "image": "web:6"},
                           {"revision": 5, "hash": "a", "image": "web:5"}]}}
            """
                .formatted(candidate));
  }

  private static String answer(String phase, String message) {
    return """
    {"kind": "RolloutAction", "metadata": {"name": "web-promote-abcde"},
     "status": {"phase": "%s", "message": "%s"}}
    """
        .formatted(phase, message);
  }
}
