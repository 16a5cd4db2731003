package dev.tideway.cli.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideway.cli.cluster.Kubectl;
import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said when Helm fails, by programs that have their words from the test. */
class ChartTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void whatTheClusterRefusesIsNoMatterOfPods() throws IOException {
    Failure refused = failure("Error: UPGRADE FAILED: spec.strategy.canary: canary is set");
    assertEquals(
        "helm could not install the chart:\n"
            + "Error: UPGRADE FAILED: spec.strategy.canary: canary is set",
        refused.getMessage());
    assertEquals(
        "mend what it says, and run the same command again; what there is: ./tideway kubectl get"
            + " appd,pods -n tideway-system",
        refused.remedy());
  }

  @Test
  void podsThatDoNotStartAreShown() throws IOException {
    Failure late =
        failure(
            "Error: resource Deployment/tideway-system/tideway-operator not ready. status:"
                + " InProgress, message: Available: 0/2\ncontext deadline exceeded");
    assertEquals(
        """
        helm could not install the chart:
        Error: resource Deployment/tideway-system/tideway-operator not ready. status: InProgress, \
        message: Available: 0/2
        context deadline exceeded

        tideway-operator-1 ErrImagePull\
        """,
        late.getMessage());
    assertEquals(
        "see why the pods don't start: ./tideway kubectl describe pods -n tideway-system",
        late.remedy());
  }

  @Test
  void anAppThatWaitsForSomebodySaysSoItself() throws IOException {
    Failure waits =
        failure(
            "Error: UPGRADE FAILED: resource AppDeployment/tideway-system/web not ready. status:"
                + " InProgress, message: waits\ncontext deadline exceeded");
    assertEquals(
        "web did not become Ready: revision 2 waits for approval. Next: kubectl appd promote web",
        waits.getMessage());
    assertEquals(
        "look at it: ./tideway kubectl describe appd web -n tideway-system; all else is installed,"
            + " and another up waits for it again",
        waits.remedy());
  }

  private Failure failure(String words) throws IOException {
    Path helm = program("helm", "echo '%s' >&2; exit 1".formatted(words));
    Path kubectl =
        program(
            "kubectl",
            """
            case "$*" in
              *'get pods'*) echo tideway-operator-1 ErrImagePull;;
              *'get appd'*) echo 'revision 2 waits for approval. Next: kubectl appd promote web';;
            esac
            """);
    Chart chart =
        new Chart(helm, folder, new Kubectl(kubectl, List.of()), List.of(), "./tideway kubectl");
    return assertThrows(Failure.class, () -> chart.install(progress -> {}, () -> {}, List.of()));
  }

  private Path program(String name, String script) throws IOException {
    Path program = folder.resolve(name);
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program;
  }
}
