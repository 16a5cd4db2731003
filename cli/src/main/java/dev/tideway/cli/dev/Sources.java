package dev.tideway.cli.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files of the app whose change means something. They are looked at rather than listened to: a
 * few hundred take a few milliseconds, and every editor and file system is the same.
 */
record Sources(Map<Path, String> files) {

  /** What kind of file was saved. */
  enum Change {
    /** The libraries may be other ones. */
    POM,
    /** A migration, or the samples. */
    DATABASE,
    SOURCE,
    ENVIRONMENT
  }

  Sources {
    files = Map.copyOf(files);
  }

  static Sources look(Path repository) {
    Map<Path, String> files = new HashMap<>();
    Path app = repository.resolve("app");
    for (Path file :
        List.of(
            repository.resolve("pom.xml"),
            app.resolve("pom.xml"),
            repository.resolve(".env"),
            app.resolve(".env"))) {
      try {
        files.put(file, mark(Files.readAttributes(file, BasicFileAttributes.class)));
      } catch (IOException notThere) {
        // Then it has no mark.
      }
    }
    walk(app.resolve("src/main"), files);
    return new Sources(files);
  }

  /** What is different in {@code now}; empty when nothing is. */
  Set<Change> changes(Sources now) {
    Set<Path> all = new HashSet<>(files.keySet());
    all.addAll(now.files.keySet());
    Set<Change> changes = new HashSet<>();
    for (Path file : all) {
      if (!files.getOrDefault(file, "").equals(now.files.getOrDefault(file, ""))) {
        changes.add(kind(file));
      }
    }
    return changes;
  }

  private static Change kind(Path file) {
    if (file.endsWith("pom.xml")) {
      return Change.POM;
    }
    if (file.endsWith(".env")) {
      return Change.ENVIRONMENT;
    }
    return file.toString().contains("/resources/db/") ? Change.DATABASE : Change.SOURCE;
  }

  private static void walk(Path folder, Map<Path, String> files) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (!isScratch(file.getFileName().toString())) {
                files.put(file, mark(attributes));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What editors write beside a file. */
  private static boolean isScratch(String name) {
    return name.startsWith(".") || name.endsWith("~") || name.endsWith(".swp");
  }

  private static String mark(BasicFileAttributes attributes) {
    return attributes.lastModifiedTime().toMillis() + " " + attributes.size();
  }
}
