package dev.tideway.e2e.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tideway.e2e.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the clouds are given, against the clouds' own libraries; {@code manifests.py} reads them.
 */
class ManifestsIT {
  /** What a file is, and a mistake that could be made in it. */
  private enum Manifest {
    RUN_SERVICE("cloud-run", "app/serverless/cloudrun/service.yaml", "timeoutSeconds", "timeout"),
    RUN_PLACE("cloud-run", "app/serverless/cloudrun/service.yaml", "maxScale", "maxScales"),
    RUN_JOB("cloud-run", "app/serverless/cloudrun/job.yaml", "maxRetries: 0", "maxRetries: none"),
    ECS_TASK("ecs-task", "app/serverless/ecs/task.json", "stopTimeout", "stopAfter"),
    ECS_SERVICE("ecs-service", "app/serverless/ecs/service.json", "desiredCount", "count"),
    ACI("aci", "app/serverless/aci/group.yaml", "memoryInGB", "memory"),
    CLOUD_BUILD("cloud-build", "cloudbuild.yaml", "waitFor", "waitsFor"),
    CODE_BUILD("buildspec", "buildspec.yml", "pre_build", "prebuild");

    private final String kind;
    private final String file;
    private final String right;
    private final String wrong;

    Manifest(String kind, String file, String right, String wrong) {
      this.kind = kind;
      this.file = file;
      this.right = right;
      this.wrong = wrong;
    }
  }

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> isTaken() throws IOException, InterruptedException {
    Command check = check();
    return Stream.of(Manifest.values())
        .map(
            m ->
                dynamicTest(m.file, () -> check.and(m.kind, path(m).toString()).run().succeeded()));
  }

  @TestFactory
  Stream<DynamicTest> aMistakeIsFound() throws IOException, InterruptedException {
    Command check = check();
    return Stream.of(Manifest.values())
        .map(
            m ->
                dynamicTest(
                    m.file + ": " + m.wrong,
                    () -> {
                      Path wrong = folder.resolve(m.name());
                      Files.writeString(wrong, Files.readString(path(m)).replace(m.right, m.wrong));
                      assertEquals(1, check.and(m.kind, wrong.toString()).run().code());
                    }));
  }

  /** The app ends its start at a variable that it can't read, and never looks at an unknown one. */
  @TestFactory
  Stream<DynamicTest> everyVariableIsTheApps() throws IOException {
    String known = Files.readString(Ci.ROOT.resolve("app/.env.example"));
    return Stream.of(Manifest.RUN_SERVICE, Manifest.RUN_JOB, Manifest.ECS_TASK, Manifest.ACI)
        .flatMap(ManifestsIT::variables)
        .distinct()
        .sorted()
        .map(
            name ->
                dynamicTest(
                    name,
                    () ->
                        assertTrue(
                            Pattern.compile("(?m)^#?" + name + "(_FILE)?=").matcher(known).find(),
                            name + " is not in app/.env.example")));
  }

  private static Stream<String> variables(Manifest manifest) {
    try {
      return Pattern.compile("name\"?: \"?([A-Z][A-Z_]+?)(?:_FILE)?[\",\n]")
          .matcher(Files.readString(path(manifest)))
          .results()
          .map(found -> found.group(1))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path path(Manifest manifest) {
    return Ci.ROOT.resolve(manifest.file);
  }

  private static Command check() throws IOException, InterruptedException {
    return Command.of(
        Ci.python().resolve("python").toString(), Ci.RESOURCES.resolve("manifests.py").toString());
  }
}
