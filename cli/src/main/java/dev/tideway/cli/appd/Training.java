package dev.tideway.cli.appd;

import dev.tideway.cli.Folders;
import dev.tideway.cli.cluster.Kubectl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Does once what people do often, so that the JVM can keep the classes that it takes. The cluster
 * is a script that answers like kubectl.
 */
public final class Training {
  private static final List<String> FILES =
      List.of(
          "kubectl",
          "app.json",
          "apps.json",
          "pods.json",
          "records.json",
          "action.json",
          "app.yaml");
  private static final List<String> COMMANDS =
      List.of(
          "get",
          "get web",
          "get web -o json",
          "status web --wait",
          "history web",
          "history web --diff 6 7",
          "promote web",
          "logs web --stable",
          "__complete get w",
          "--help");

  private Training() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("tideway-training");
    try {
      for (String file : FILES) {
        extract(file, folder);
      }
      Path kubectl = folder.resolve("kubectl");
      Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwx------"));
      for (String command : COMMANDS) {
        run(kubectl, command.split(" "));
      }
      run(kubectl, "lint", folder.resolve("app.yaml").toString());
    } finally {
      Folders.delete(folder);
    }
  }

  private static void run(Path kubectl, String... command) {
    int code =
        Main.execute(
            Appd.real("kubectl appd", () -> new Kubectl(kubectl, List.of()), Map.of()), command);
    if (code != 0 && code != Appd.WAITS) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
    }
  }

  private static void extract(String file, Path folder) {
    try (InputStream content =
        Objects.requireNonNull(Training.class.getResourceAsStream("training/" + file), file)) {
      Files.copy(content, folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
