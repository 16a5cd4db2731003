package dev.tideway.cli.appd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.cli.appd.kubectl.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCommandTest {
  private final Terminal terminal = new Terminal(cluster("\"stage\": \"Observing\""));

  @Test
  void aTableOfRevisions() {
    assertEquals(0, terminal.run("history", "web"));
    assertEquals(
        """
        REVISION  STATE      IMAGE  MADE      SERVED SINCE          BY    WHY
        4         candidate  web:4  2m ago
        3         stable     web:3  1h2m ago  2026-11-20T10:00:00Z  jane  Promote: p99 looks fine
        2         never served  web:2  1d ago
        1         served     web:1  3d ago    2026-11-10T10:00:00Z
        """
            .replaceAll(" +", " "),
        terminal.printed().replaceAll(" +", " "));
  }

  @Test
  void whoGaveACandidateUp() {
    Terminal aborted =
        new Terminal(
            cluster(
                """
                "stage": "Aborted", "reason": "AbortRequested", "why": "given up"\
                """));
    assertEquals(0, aborted.run("history", "web"));
    assertEquals(
        "4 aborted web:4 2m ago ann Abort: too slow",
        aborted.printed().lines().skip(1).findFirst().orElse("").strip().replaceAll(" +", " "));
  }

  @Test
  void whatChangedBetweenTwo() {
    assertEquals(0, terminal.run("history", "web", "--diff", "1", "4"));
    assertEquals(
        """
        revision 1 → 4
        ~ image: web:1 → web:4
        ~ env[A].value: x → y
        - env[B].name: B
        - env[B].value: z
        ~ config.files[/etc/a].content
            line 2
            - two
            + zwei
        + command[0]: run
        """,
        terminal.printed());
  }

  @Test
  void whatChangedInOne() {
    assertEquals(0, terminal.run("history", "web", "--revision", "3"));
    assertEquals("revision 2 → 3\n~ image: web:2 → web:3\n", terminal.printed());
  }

  @ParameterizedTest
  @CsvSource({
    "--diff 1 9, 1", // no such record
    "--revision 1, 1", // nothing before it
    "--diff 1, 2",
  })
  void nothingToCompare(String options, int code) {
    assertEquals(code, terminal.run(("history web " + options).split(" ")));
  }

  private static FakeTransport cluster(String candidate) {
    return new FakeTransport()
        .with(
            Query.APPS,
            """
            {"metadata": {"name": "web", "namespace": "shop", "generation": 7},
             "status": {"stable": {"revision": 3, "hash": "h3", "image": "web:3"},
               "candidate": {"revision": 4, "hash": "h4", "image": "web:4", %s},
               "history": [
                 {"revision": 3, "hash": "h3", "image": "web:3", "since": "2026-11-20T10:00:00Z"},
                 {"revision": 1, "hash": "h1", "image": "web:1", "since": "2026-11-10T10:00:00Z"}],
               "actions": [
                 {"action": "Abort", "by": "ann", "reason": "too slow", "phase": "Applied",
                  "at": "2026-11-20T10:30:00Z"},
                 {"action": "Pause", "by": "joe", "phase": "Applied", "at": "2026-11-20T09:59:00Z"},
                 {"action": "Promote", "by": "jim", "phase": "Rejected", "at": "2026-11-20T09:58:30Z"},
                 {"action": "Promote", "by": "jane", "reason": "p99 looks fine", "phase": "Applied",
                  "at": "2026-11-20T09:58:00Z"}]}}
            """
                .formatted(candidate))
        .with(
            Query.RECORDS,
            record(
                1,
                "2026-11-22T10:00:00Z",
                "{'image':'web:1','env':[{'name':'A','value':'x'},{'name':'B','value':'z'}],"
                    + "'config':{'files':[{'path':'/etc/a','content':'one\\ntwo\\nthree'}]}}"))
        .with(Query.RECORDS, record(3, "2026-11-25T09:00:00Z", "{'image':'web:3'}"))
        .with(Query.RECORDS, record(2, "2026-11-24T10:00:00Z", "{'image':'web:2'}"))
        .with(
            Query.RECORDS,
            record(
                4,
                "2026-11-25T10:00:00Z",
                "{'image':'web:4','env':[{'name':'A','value':'y'}],'config':{'files':"
                    + "[{'path':'/etc/a','content':'one\\nzwei\\nthree'}]},'command':['run']}"));
  }

  private static String record(long number, String made, String written) {
    return """
    {"metadata": {"creationTimestamp": "%s", "labels": {"tideway.dev/revision": "h%d"}},
     "revision": %d, "data": {"image": "web:%d", "written": %s}}
    """
        .formatted(made, number, number, number, written.replace('\'', '"'));
  }
}
