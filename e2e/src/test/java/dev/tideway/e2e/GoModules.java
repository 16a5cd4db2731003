package dev.tideway.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Schemas that other projects publish as Go modules, kept in the user's cache of modules. */
public final class GoModules {
  private GoModules() {}

  /**
   * The folder of a module, fetched if need be; empty where it can't be had.
   *
   * @param module with its version, such as {@code istio.io/api@v1.27.3}
   */
  public static Optional<Path> folder(String module) throws IOException, InterruptedException {
    Process go = new ProcessBuilder("go", "mod", "download", "-json", module).start();
    String answer = new String(go.getInputStream().readAllBytes());
    return go.waitFor() == 0
        ? Optional.of(Path.of(answer.replaceAll("(?s).*\"Dir\": \"([^\"]+)\".*", "$1")))
        : Optional.empty();
  }
}
