package dev.tideway.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/**
 * Where things are kept, by the XDG base directories.
 *
 * @param cache what can be made again: programs, images
 * @param state running clusters
 */
public record Folders(Path cache, Path state) {

  public static Folders of(Map<String, String> env) {
    return new Folders(
        base(env, "XDG_CACHE_HOME", ".cache"), base(env, "XDG_STATE_HOME", ".local/state"));
  }

  public Path programs() {
    return cache.resolve("bin");
  }

  public Path images() {
    return cache.resolve("images");
  }

  /**
   * The checkout that this program runs from, which holds the chart and the sources of the tools.
   */
  public static Path repository() {
    Path start = Path.of(System.getProperty("tideway.home", "")).toAbsolutePath();
    for (Path at = start; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("helm/tideway"))) {
        return at;
      }
    }
    throw new IllegalStateException(
        start + " is not inside a checkout of Tideway: run ./tideway from one");
  }

  /** Removes a folder with all that is in it; what is gone already is no error. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException error)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static Path base(Map<String, String> env, String variable, String otherwise) {
    String value = env.getOrDefault(variable, "");
    Path base =
        value.isBlank()
            ? Path.of(System.getProperty("user.home"), otherwise)
            : Path.of(value).toAbsolutePath();
    return base.resolve("tideway");
  }
}
