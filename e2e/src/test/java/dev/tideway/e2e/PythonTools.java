package dev.tideway.e2e;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.tideway.cli.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Programs from PyPI, in an environment of Python in the user's cache folder. Without Python, or
 * without a way to PyPI on the first run, the test is skipped and says why.
 */
public final class PythonTools {
  private PythonTools() {}

  /**
   * The environment's folder of programs.
   *
   * @param name the folder in the cache; another version, another name
   * @param packages arguments of {@code pip install}
   */
  public static Path installed(String name, String... packages)
      throws IOException, InterruptedException {
    Path home = Folders.of(System.getenv()).cache().resolve(name);
    // The last thing that is written, because a download may be cut off.
    Path complete = home.resolve("complete");
    if (!Files.exists(complete)) {
      need(Command.of("python3", "-m", "venv", "--clear", home.toString()));
      String[] arguments =
          Stream.concat(Stream.of("install", "-q"), Stream.of(packages)).toArray(String[]::new);
      need(Command.of(home.resolve("bin/pip").toString()).and(arguments));
      Files.createFile(complete);
    }
    return home.resolve("bin");
  }

  private static void need(Command command) throws IOException, InterruptedException {
    Command.Ended ended = command.run();
    if (ended.code() != 0) {
      abort(
          "this test takes Python and PyPI; %s failed:\n%s%s"
              .formatted(command.words(), ended.output(), ended.errors()));
    }
  }
}
