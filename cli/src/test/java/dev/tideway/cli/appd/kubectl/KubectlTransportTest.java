package dev.tideway.cli.appd.kubectl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tideway.cli.appd.kubectl.Watch.News;
import dev.tideway.cli.cluster.Kubectl;
import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real process in kubectl's place, which says what it was asked. */
class KubectlTransportTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path folder = Path.of("");

  @Test
  void asksWithTheOptionsFirst() throws IOException {
    Transport kubectl = answering("echo \"{\\\"asked\\\": \\\"$*\\\"}\"");
    assertEquals(
        "--context prod get appdeployments.tideway.dev web -o json",
        kubectl.get(Query.app("web")).path("asked").asText());
    assertEquals(
        "--context prod get appdeployments.tideway.dev --all-namespaces -o json",
        kubectl.get(Query.apps(true)).path("asked").asText());
    assertEquals(
        "--context prod get pods -l tideway.dev/app=web -o json",
        kubectl.get(Query.pods("web")).path("asked").asText());
  }

  @Test
  void createsWhatIsOnStandardInput() throws IOException {
    assertEquals(
        "{\"a\":1}",
        answering("cat").create(JsonNodeFactory.instance.objectNode().put("a", 1)).toString());
  }

  @Test
  void knowsTheCaller() throws IOException {
    assertEquals(
        "jane", answering("echo '{\"status\":{\"userInfo\":{\"username\":\"jane\"}}}'").user());
  }

  @Test
  void aNoIsInTheClustersWords() throws IOException {
    Transport kubectl = answering("echo 'Error from server (NotFound): no web' >&2; exit 1");
    Refusal refusal = assertThrows(Refusal.class, () -> kubectl.get(Query.app("web")));
    assertTrue(refusal.isNotFound());
    assertEquals("Error from server (NotFound): no web", refusal.getMessage());
  }

  @Test
  void kubectlsOwnLogIsLeftOut() {
    assertEquals(
        "The connection was refused",
        new Refusal(
                "E1125 01:43:46.471823   19873 memcache.go:265] couldn't get\n"
                    + "Warning: tideway.dev/v1 is old\nThe connection was refused\n")
            .getMessage());
  }

  @Test
  void warningsAreNoAnswers() throws IOException {
    assertEquals(
        "{}", answering("echo 'Warning: old' >&2; echo '{}'").get(Query.app("web")).toString());
  }

  @Test
  void aMissingProgramIsExplained() {
    Transport kubectl =
        new KubectlTransport(new Kubectl(folder.resolve("none"), List.<String>of()));
    assertTrue(assertThrows(Failure.class, kubectl::user).remedy().contains("PATH"));
  }

  @Test
  void followsSeveralAtOnce() throws IOException {
    Transport kubectl =
        answering(
            """
            case "$*" in
              *pods*) echo '{"type":"DELETED","object":{"kind":"Pod"}}'; exec sleep 60 ;;
              *) printf '{"type":"ADDED",\\n "object":{"kind":"A"}}{"type":"MODIFIED","object":{"kind":"B"}}'
                 echo 'gone away' >&2; exit 1 ;;
            esac
            """);
    try (Watch watch = kubectl.watch(List.of(Query.app("web"), Query.pods("web")))) {
      String seen = "";
      for (int i = 0; i < 4; i++) {
        seen +=
            switch (watch.next(LONG)) {
              case News.Changed(var object) -> object.path("kind").asText();
              case News.Deleted(var object) -> "-" + object.path("kind").asText();
              case News.Ended(String why) -> "." + why;
              case News.Quiet _ -> "?";
            };
      }
      assertTrue(seen.contains("-Pod"), seen);
      assertEquals("AB.gone away", seen.replace("-Pod", ""));
      assertInstanceOf(News.Quiet.class, watch.next(Duration.ofMillis(10)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "error: the server doesn't have a resource type \"appdeployments\" | install Tideway",
        "Error from server (Forbidden): pods is forbidden                  | ask whoever runs",
        "Error from server (NotFound): web not found                       | kubectl appd get -A",
        "error: You must be logged in to the server (Unauthorized)         | log in",
        "Unable to connect to the server: dial tcp 10.0.0.1:443            | config"
            + " current-context",
        "error: something else                                             | mend what it says",
      })
  void everyNoComesWithARemedy(String said, String remedy) {
    assertTrue(new Refusal(said).remedy().contains(remedy), new Refusal(said).remedy());
  }

  private Transport answering(String script) throws IOException {
    Path kubectl = folder.resolve("kubectl");
    Files.writeString(kubectl, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwx------"));
    return new KubectlTransport(new Kubectl(kubectl, List.of("--context", "prod")));
  }
}
