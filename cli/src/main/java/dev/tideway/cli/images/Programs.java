package dev.tideway.cli.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The programs of this repository, from what Maven left in their {@code target} folders. */
public final class Programs {
  private static final String NO_ITEM = "/api/v1/items/00000000-0000-0000-0000-000000000000";

  // Nothing listens on port 1. The app is up all the same, and loads what goes with a database and
  // a cache: the first request for items is then as fast as with a training on real ones.
  private static final Training APP_TRAINING =
      new Training.UntilServed(
          Map.of(
              "HOST",
              "127.0.0.1",
              "PORT",
              Training.UntilServed.PORT,
              "LOG_LEVEL",
              "INFO",
              "DATABASE_URL",
              "postgresql://training@127.0.0.1:1/training",
              "REDIS_URL",
              "redis://127.0.0.1:1",
              "STORAGE_URL",
              "file:///tmp/files",
              "APP_JWT_KEYS",
              Training.UntilServed.KEYS),
          List.of(
              "/health/readiness",
              "/",
              "/health",
              "/health/liveness",
              "/prometheus",
              "/none",
              "/status",
              "/auth/sign-in"),
          // The cache also keeps which code is hot: a new pod compiles that first.
          400,
          List.of("/api/v1/items", NO_ITEM, NO_ITEM + "/files"),
          Duration.ZERO);

  // In 256 MiB, Java needs more than half beside the heap. Without the first flag a container of
  // that size gets a heap of 126 MiB whatever the second says, and with the others most of the AOT
  // cache stays what the file has, which isn't counted as the container's own.
  private static final List<String> APP_FLAGS =
      List.of(
          "-XX:MinRAMPercentage=35",
          "-XX:MaxRAMPercentage=35",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:ArchiveRelocationMode=0");
  private static final List<String> OPERATOR_FLAGS = List.of("-XX:MaxRAMPercentage=75");

  private static final Training OPERATOR_TRAINING =
      new Training.UntilServed(
          Map.of(
              "KUBERNETES_MASTER",
              "http://127.0.0.1:" + Training.UntilServed.CLUSTER,
              "POD_NAMESPACE",
              "default",
              "POD_NAME",
              "training",
              "TIDEWAY_MANAGEMENT_PORT",
              Training.UntilServed.PORT),
          List.of("/readyz", "/livez", "/metrics"),
          5,
          List.of(),
          Duration.ofSeconds(2));

  private Programs() {}

  public static ImageSpec app(Path repository) {
    return spec(repository, "app", "dev.tideway.app.Main", APP_FLAGS, APP_TRAINING);
  }

  public static ImageSpec operator(Path repository) {
    return spec(
        repository, "operator", "dev.tideway.operator.Main", OPERATOR_FLAGS, OPERATOR_TRAINING);
  }

  private static ImageSpec spec(
      Path repository, String module, String mainClass, List<String> flags, Training training) {
    Path target = repository.resolve(module).resolve("target");
    String build = "; build it with: mvn -pl " + module + " -am package -DskipTests";
    List<Path> jars =
        jars(target).stream()
            .filter(jar -> jar.getFileName().toString().startsWith("tideway-" + module + "-"))
            .filter(
                jar -> !jar.getFileName().toString().matches(".*-(sources|javadoc|tests)\\.jar"))
            .toList();
    if (jars.size() != 1) {
      throw new ImageException(
          target + " has " + (jars.isEmpty() ? "no jar" : "more than one jar: " + jars) + build);
    }
    List<Path> libraries = jars(target.resolve("lib"));
    if (libraries.isEmpty()) {
      throw new ImageException(target.resolve("lib") + " has no libraries" + build);
    }
    return new ImageSpec(
        module, jars.getFirst(), libraries, mainClass, flags, List.of(8080), Map.of(), training);
  }

  private static List<Path> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new ImageException("can't read " + folder + ": " + e.getMessage(), e);
    }
  }
}
