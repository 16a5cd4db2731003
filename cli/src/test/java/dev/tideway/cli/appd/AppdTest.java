package dev.tideway.cli.appd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.appd.kubectl.Query;
import dev.tideway.cli.appd.kubectl.Watch.News;
import dev.tideway.cli.console.Style;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The smaller commands. */
class AppdTest {
  private static final String WEB =
      """
      {"kind": "AppDeployment", "spec": {"strategy": {"type": "Canary"}},
       "metadata": {"name": "web", "namespace": "shop", "generation": 2,
                    "creationTimestamp": "2026-11-25T09:00:00Z"},
       "status": {"observedGeneration": 2, "phase": "%s", "replicas": 5, "readyReplicas": 4,
         "stable": {"revision": 1, "hash": "h1", "image": "web:1"},
         "candidate": {"revision": 2, "hash": "h2", "image": "web:2", "weight": 25, "step": 2,
                       "steps": 3, "stage": "Observing"}}}
      """;
  private static final String BLOG =
      """
      {"kind": "AppDeployment",
       "metadata": {"name": "blog", "namespace": "shop", "generation": 1,
                    "creationTimestamp": "2026-11-25T10:01:00Z"}}
      """;

  private final FakeTransport cluster =
      new FakeTransport().with(Query.APPS, WEB.formatted("Progressing")).with(Query.APPS, BLOG);
  private final Terminal terminal = new Terminal(cluster);

  @Test
  void aTableOfApps() {
    assertEquals(0, terminal.run("get", "-A"));
    assertEquals(
        """
        NAMESPACE  NAME  PHASE        STRATEGY       STEP  WEIGHT  READY  STABLE  CANDIDATE  AGE
        shop       blog  Waiting      RollingUpdate                0/0                       1m
        shop       web   Progressing  Canary         2/3   25%     4/5    web:1   web:2      1h2m
        """,
        terminal.printed());
  }

  /** A rollback and the last stretch are behind all steps. */
  @Test
  void noStepWhereAllAreDone() {
    cluster.with(
        Query.APPS,
        WEB.formatted("Progressing")
            .replace("\"name\": \"web\"", "\"name\": \"done\"")
            .replace("\"step\": 2,", ""));
    assertEquals(0, terminal.run("get"));
    assertEquals(
        "done  Progressing  Canary               25%     4/5    web:1   web:2      1h2m",
        terminal.printed().lines().filter(line -> line.startsWith("done")).findFirst().orElse(""));
  }

  /** The operator can't know how its reader gets at the cluster. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kubectl appd | | kubectl appd abort web -n shop, or kubectl logs -n shop job/web-1",
        "kubectl appd | --context far | kubectl appd --context far abort web -n shop, or kubectl"
            + " --context far logs -n shop job/web-1",
        "./tideway --name fresh appd | | ./tideway --name fresh appd abort web -n shop, or"
            + " ./tideway --name fresh kubectl logs -n shop job/web-1",
      })
  void commandsOfTheOperator(String program, @Nullable String options, String typed) {
    cluster.with(
        Query.APPS,
        WEB.formatted("Progressing")
            .replace("\"name\": \"web\"", "\"name\": \"stuck\"")
            .replace(
                "\"replicas\"",
                "\"why\": \"it hangs. Next: kubectl appd abort web -n shop, or kubectl logs -n shop"
                    + " job/web-1\", \"replicas\""));
    List<String> more = options == null ? List.of() : List.of(options.split(" "));
    for (String command : List.of("get stuck", "status stuck")) {
      Terminal here = new Terminal(cluster, program);
      here.run(Stream.concat(Stream.of(command.split(" ")), more.stream()).toArray(String[]::new));
      assertTrue(here.printed().endsWith(" " + typed + "\n"), here.printed());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kubectl appd | -n shop | see: kubectl appd get web | see: kubectl appd get web -n shop",
        "kubectl appd | -n shop --context far | see: kubectl appd get"
            + " | see: kubectl appd get --context far -n shop",
        "kubectl appd | -n shop --context far | see: kubectl appd get -A"
            + " | see: kubectl appd get -A --context far",
        "./tideway appd | -n shop | see: kubectl appd get web | see: ./tideway appd get web -n"
            + " shop",
        "kubectl appd | -n shop | write one of 1, 2 | write one of 1, 2",
      })
  void whatToDoIsForTheSameNamespace(String program, String options, String text, String typed) {
    Appd appd =
        new Appd(program, _ -> cluster, System.out, new Style(false, false), Clock.systemUTC());
    new CommandLine(appd).parseArgs(options.split(" "));
    assertEquals(typed, appd.remedy(text));
  }

  @Test
  void snapshotsWhereNobodyLooks() {
    cluster.thenChanged(WEB.formatted("Progressing"));
    cluster.news.add(new News.Quiet());
    cluster.thenChanged(WEB.formatted("Ready"));
    cluster.news.add(new News.Quiet());
    cluster.news.add(new News.Deleted(FakeTransport.read(WEB.formatted("Ready"))));
    assertEquals(1, terminal.run("get", "web", "--watch"));
    assertEquals(
        List.of("Progressing", "Ready"),
        terminal
            .printed()
            .lines()
            .filter(line -> line.startsWith("web"))
            .map(line -> line.split(" +")[1])
            .toList());
  }

  @Test
  void json() {
    assertEquals(0, terminal.run("get", "web", "-o", "json"));
    assertEquals(75, FakeTransport.read(terminal.printed()).path("stable").path("weight").asInt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logs web                   | logs --prefix --timestamps -l tideway.dev/app=web -c app"
            + " --tail 100 --max-log-requests 100",
        "logs web --stable -f       | logs --prefix --timestamps -l"
            + " tideway.dev/app=web,tideway.dev/revision=h1 -c app --tail 100 --max-log-requests"
            + " 100 --follow",
        "logs web --candidate -c db | logs --prefix --timestamps -l"
            + " tideway.dev/app=web,tideway.dev/revision=h2 -c db --tail 100 --max-log-requests"
            + " 100",
      })
  void logs(String command, String kubectl) {
    assertEquals(0, terminal.run(command.split(" ")));
    assertEquals(kubectl, String.join(" ", cluster.runs.getFirst()));
  }

  @ParameterizedTest
  @CsvSource({
    "logs blog --candidate, 1",
    "logs web --candidate --stable, 2",
    "get nothing, 1",
    "get web -A, 2",
    "get --watch, 2",
    "completion fish, 2",
    "undo web, 2",
  })
  void refuses(String command, int code) {
    assertEquals(code, terminal.run(command.split(" ")));
    assertEquals(List.of(), cluster.runs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sta           | status :4",
        "get w         | web :4",
        "promote --fu  | --full :4",
        "history web x | :4",
        "lint x        | :0",
      })
  void completes(String words, String lines) {
    assertEquals(0, terminal.run(("__complete " + words).split(" ")));
    assertEquals(lines, String.join(" ", terminal.printed().lines().toList()));
  }

  @Test
  void aScriptForShells() {
    assertEquals(0, terminal.run("completion", "bash"));
    assertTrue(terminal.printed().contains("kubectl-appd"));
  }
}
