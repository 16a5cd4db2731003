package dev.tideway.e2e.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.e2e.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts that deploy to Cloud Run and to Container Instances. There is no emulator of either:
 * stand-ins write down what they are asked, and the files that they are given are held to the
 * clouds' libraries.
 */
class ServerlessIT {
  private static final String IMAGE = Ci.image("europe-west1-docker.pkg.dev/p/r/app", 'a');

  @TempDir private Path folder;

  @Test
  void cloudRunMigratesThenServes() throws Exception {
    Ci.standIn(folder, "gcloud", record("gcloud", "$4"));
    deploy("cloud-run").succeeded();
    assertEquals(
        List.of(
            "run jobs replace job.yaml --region europe-west1 --quiet",
            "run jobs execute tideway-app-migrate --region europe-west1 --wait --quiet",
            "run services replace service.yaml --region europe-west1 --quiet"),
        asked());
    for (String file : List.of("job.yaml", "service.yaml")) {
      assertTrue(Files.readString(folder.resolve(file)).contains("image: " + IMAGE + "\n"));
      check("cloud-run", file);
    }
  }

  @Test
  void cloudRunServesNothingWhenTheMigrationFails() throws Exception {
    Ci.standIn(folder, "gcloud", record("gcloud", "$4") + "[ \"$3\" != execute ]\n");
    Command.Ended ended = deploy("cloud-run");
    assertEquals(1, ended.code());
    assertTrue(ended.errors().contains("the migration failed"), ended.errors());
    assertEquals(2, asked().size());
  }

  @Test
  void containerInstancesGetTheSecretsByFile() throws Exception {
    Ci.standIn(
        folder,
        "az",
        record("az", "${6:-}")
            + """
            case "$1 $2" in
              'keyvault secret') printf '"p#ss/&\\\\n of %s"' "$7" ;;
              'container show') echo Running ;;
            esac
            """);
    Command.Ended ended = deploy("aci");
    ended.succeeded();
    String group = Files.readString(folder.resolve("group.yaml"));
    String secret = "p#ss/&\n of jwt-keys";
    assertTrue(
        group.contains(
            "jwt-keys: "
                + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))),
        group);
    assertEquals(2, group.split("image: " + IMAGE + "\n", -1).length - 1);
    check("aci", "group.yaml");
    assertFalse(String.join("\n", asked()).contains("ss/"), "a secret was an argument");
    assertFalse(ended.output().contains("ss/") || ended.errors().contains("ss/"));
  }

  @Test
  void aReleaseHasToBeInTheChangelog() throws Exception {
    Path changelog =
        Files.writeString(
            folder.resolve("CHANGELOG.md"),
            """
            # Changelog
            ## [1.1.0] - 2026-12-01

            - new
            ## [1.0.0] - 2026-11-01
            - first
            """);
    Command found = Ci.script("changelog", "v1.1.0").with("CHANGELOG", changelog.toString());
    assertEquals("- new", found.run().succeeded());
    Command.Ended none = Ci.script("changelog", "9").with("CHANGELOG", changelog.toString()).run();
    assertEquals(1, none.code());
    assertTrue(none.errors().contains("says nothing of 9"), none.errors());
  }

  @Test
  void anImageIsNamedByTheDigestOfItsBuild() throws Exception {
    Ci.standIn(
        folder,
        "docker",
        """
        while [ $# -gt 0 ]; do
          [ "$1" != --metadata-file ] || printf '{\\n "containerimage.digest": "sha256:%064d"}' 7 >"$2"
          shift
        done
        """);
    assertEquals(
        "registry.example/app@sha256:" + "0".repeat(63) + "7",
        Ci.script("image", "push", "app/Dockerfile", "registry.example/app")
            .path(folder)
            .run()
            .succeeded());
  }

  private Command.Ended deploy(String script) throws IOException, InterruptedException {
    return Ci.script("deploy/" + script, IMAGE)
        .path(folder)
        .with("REGION", "europe-west1")
        .with("RESOURCE_GROUP", "group")
        .with("KEY_VAULT", "vault")
        .run();
  }

  /** Writes the command down, and keeps the file that it names. */
  private String record(String program, String file) {
    return """
    echo "$*" | sed 's#/[^ ]*/##g' >>"%1$s/%2$s.asked"
    if [ -f "%3$s" ]; then cp "%3$s" "%1$s"; fi
    """
        .formatted(folder, program, file);
  }

  private List<String> asked() throws IOException {
    try (var files = Files.list(folder)) {
      return Files.readAllLines(
          files.filter(file -> file.toString().endsWith(".asked")).findFirst().orElseThrow());
    }
  }

  private void check(String kind, String file) throws IOException, InterruptedException {
    Command.of(Ci.python().resolve("python").toString())
        .and(Ci.RESOURCES.resolve("manifests.py").toString(), kind)
        .and(folder.resolve(file).toString())
        .run()
        .succeeded();
  }
}
