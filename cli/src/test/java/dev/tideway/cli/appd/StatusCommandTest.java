package dev.tideway.cli.appd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.appd.kubectl.Query;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exit codes, on which pipelines depend. */
class StatusCommandTest {
  @ParameterizedTest
  @CsvSource({
    // phase, generation, observed, rollback, code
    "Ready,            7, 7, false, 0",
    "Ready,            8, 7, false, 3", // of the spec before
    "Ready,            7, 7, true,  1", // the spec asks for something else
    "Aborted,          7, 7, false, 1",
    "Degraded,         7, 7, false, 1",
    "Aborted,          8, 7, false, 3",
    "AwaitingApproval, 7, 7, false, 4",
    "Paused,           7, 7, false, 3", // a freeze ends by itself
    "Progressing,      7, 7, false, 3",
    "'',               1, 0, false, 3",
  })
  void withoutWaiting(String phase, long generation, long observed, boolean rollback, int code) {
    FakeTransport cluster =
        new FakeTransport().with(Query.APPS, app(phase, generation, observed, rollback));
    assertEquals(code, new Terminal(cluster).run("status", "web"));
  }

  @Test
  void aRollbackIsNotCalledReady() {
    FakeTransport cluster = new FakeTransport().with(Query.APPS, app("Ready", 7, 7, true));
    Terminal terminal = new Terminal(cluster);
    assertEquals(1, terminal.run("status", "web"));
    assertEquals(
        "RolledBack: revision 3 serves after a rollback, and not what the spec asks for\n",
        terminal.printed());
  }

  @Test
  void aRollbackToWhatTheSpecAsksForIsReady() {
    FakeTransport cluster =
        new FakeTransport()
            .with(
                Query.APPS,
                app(
                    "Ready",
                    7,
                    7,
                    """
                    , "why": "revision 3 serves", "rollback": {"revision": 3, "hash": "h",
                      "image": "i", "insteadOf": "h"}
                    """));
    Terminal terminal = new Terminal(cluster);
    assertEquals(0, terminal.run("status", "web"));
    assertEquals("Ready: revision 3 serves\n", terminal.printed());
  }

  @Test
  void aPauseWaitsForAPerson() {
    FakeTransport cluster =
        new FakeTransport()
            .with(
                Query.APPS,
                app(
                    "Paused",
                    7,
                    7,
                    """
                    , "candidate": {"revision": 7, "hash": "h", "image": "i", "paused": true}
                    """));
    assertEquals(4, new Terminal(cluster).run("status", "web"));
  }

  @Test
  void waitsForTheEndOfAFreeze() {
    FakeTransport cluster =
        new FakeTransport()
            .thenChanged(app("Paused", 8, 8, false))
            .thenChanged(app("Ready", 8, 8, false));
    assertEquals(0, new Terminal(cluster).run("status", "web", "--wait"));
  }

  @Test
  void waitsForTheNewestSpec() {
    FakeTransport cluster =
        new FakeTransport()
            .thenChanged(app("Ready", 8, 7, false))
            .thenChanged(app("Progressing", 8, 8, false))
            .thenChanged(app("Ready", 8, 8, false));
    assertEquals(0, new Terminal(cluster).run("status", "web", "--wait"));
    assertEquals(List.of(), List.copyOf(cluster.news));
  }

  @Test
  void anApprovalEndsTheWaitUnlessToldOtherwise() {
    FakeTransport cluster =
        new FakeTransport()
            .thenChanged(app("AwaitingApproval", 8, 8, false))
            .thenChanged(app("Ready", 8, 8, false));
    assertEquals(4, new Terminal(cluster).run("status", "web", "--wait"));
    cluster.news.addFirst(
        new dev.tideway.cli.appd.kubectl.Watch.News.Changed(
            FakeTransport.read(app("AwaitingApproval", 8, 8, false))));
    assertEquals(0, new Terminal(cluster).run("status", "web", "--wait", "--wait-approval"));
  }

  @Test
  void aTimeoutIsToldFromAFailure() {
    FakeTransport cluster = new FakeTransport().thenChanged(app("Progressing", 8, 8, false));
    assertEquals(3, new Terminal(cluster).run("status", "web", "--wait", "--timeout", "20s"));
  }

  @Test
  void aBrokenWatchIsBegunAgain() {
    FakeTransport cluster = new FakeTransport().thenChanged(app("Progressing", 8, 8, false));
    cluster.news.add(new dev.tideway.cli.appd.kubectl.Watch.News.Ended("connection refused"));
    cluster.thenChanged(app("Ready", 8, 8, false));
    assertEquals(0, new Terminal(cluster).run("status", "web", "--wait"));
  }

  @Test
  void whatItUses() {
    FakeTransport cluster =
        new FakeTransport()
            .with(Query.APPS, app("Ready", 7, 7, false))
            .with(
                Query.PODS,
                """
                {"metadata": {"name": "web-1"}, "spec": {"containers": [{"name": "app",
                  "resources": {"requests": {"cpu": "1", "memory": "64Mi"}}}]}}
                """);
    Terminal before = new Terminal(cluster);
    assertEquals(0, before.run("status", "web", "--usage"));
    assertTrue(before.printed().contains("Nothing was measured yet"), before.printed());

    cluster.with(
        Query.METRICS,
        """
        {"metadata": {"name": "web-1"},
         "containers": [{"name": "app", "usage": {"cpu": "10m", "memory": "60Mi"}}]}
        """);
    Terminal terminal = new Terminal(cluster);
    assertEquals(0, terminal.run("status", "web", "--usage"));
    assertEquals(
        """
        CONTAINER  PODS  CPU  USED AT MOST  MEMORY  LIMIT  USED AT MOST
        app        1     1    10m           64Mi    -      60Mi
        hint: app asks for 1 of CPU and uses 10m: requests.cpu: 50m would do
        By this moment alone: look at a busy day before you change it.
        """,
        terminal.printed().substring(terminal.printed().indexOf('\n') + 1));
  }

  @ParameterizedTest
  @CsvSource({"status", "status web --timeout soon", "status web --wait --timeout 10"})
  void misuse(String command) {
    assertEquals(2, new Terminal(new FakeTransport()).run(command.split(" ")));
  }

  private static String app(String phase, long generation, long observed, boolean rollback) {
    return app(
        phase,
        generation,
        observed,
        rollback
            ? ", \"rollback\": {\"revision\": 3, \"hash\": \"h\", \"image\": \"i\","
                + " \"insteadOf\": \"j\"}"
            : "");
  }

  private static String app(String phase, long generation, long observed, String more) {
    return """
    {"kind": "AppDeployment",
     "metadata": {"name": "web", "namespace": "shop", "generation": %d},
     "status": {"phase": "%s", "observedGeneration": %d %s}}
    """
        .formatted(generation, phase, observed, more);
  }
}
