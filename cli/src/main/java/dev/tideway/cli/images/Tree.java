package dev.tideway.cli.images;

import dev.tideway.cli.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/** Folders as wholes. */
final class Tree {
  private Tree() {}

  /**
   * Makes {@code result} by filling a folder beside it and renaming that, so that a folder which
   * exists is complete, whoever was interrupted or worked at the same time.
   */
  static void make(Path result, Fill fill) throws IOException, InterruptedException {
    Files.createDirectories(result.getParent());
    Path half = Files.createTempDirectory(result.getParent(), "." + result.getFileName());
    try {
      fill.into(half);
      if (!Files.exists(result)) {
        Files.move(half, result, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      Folders.delete(half);
    }
  }

  interface Fill {
    void into(Path folder) throws IOException, InterruptedException;
  }

  /**
   * Copies with the time that every file in an image has: an AOT cache remembers its jars' times.
   */
  static void copy(Path from, Path to) throws IOException {
    for (Path source : walk(from)) {
      Path target = to.resolve(from.relativize(source).toString());
      if (Files.isDirectory(source)) {
        Files.createDirectories(target);
      } else {
        copyFile(source, target);
      }
    }
  }

  static void copyFile(Path source, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Files.copy(
        source, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(target, FileTime.from(Layers.TIME));
  }

  /**
   * Replaces each symbolic link by a copy of what it points at inside {@code root}, since Jib's
   * layers have no links; a link to nothing or to a folder goes away.
   */
  static void resolveLinks(Path root) throws IOException {
    List<Path> links = walk(root).stream().filter(Files::isSymbolicLink).toList();
    for (Path link : links) {
      Path target = target(root, link);
      Files.delete(link);
      if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
        Files.copy(target, link, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static Path target(Path root, Path link) throws IOException {
    Path at = link;
    for (int hops = 0; hops < 8 && Files.isSymbolicLink(at); hops++) {
      Path to = Files.readSymbolicLink(at);
      at = to.isAbsolute() ? root.resolve(to.toString().substring(1)) : at.resolveSibling(to);
      at = at.normalize();
    }
    return at.startsWith(root) ? at : link;
  }

  /** Everything below, parents first, in an order that doesn't depend on the file system. */
  static List<Path> walk(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    }
  }
}
