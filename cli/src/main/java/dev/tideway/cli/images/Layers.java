package dev.tideway.cli.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Folders as image layers: one owner, one time, and no other permissions than read and execute. */
final class Layers {
  /** The time of every file in an image: the same inputs make the same bytes. */
  static final Instant TIME = Instant.ofEpochSecond(1);

  private static final FilePermissions PLAIN = FilePermissions.fromOctalString("644");
  private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");
  private static final FilePermissions OPEN = FilePermissions.fromOctalString("777");

  private Layers() {}

  static FileEntriesLayer tree(String name, Path folder, String at) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    AbsoluteUnixPath root = AbsoluteUnixPath.get(at);
    for (Path file : Tree.walk(folder)) {
      String path = folder.relativize(file).toString();
      if (!path.isEmpty()) {
        layer.addEntry(file, root.resolve(path), permissions(path, file), TIME);
      }
    }
    return layer.build();
  }

  static FileEntriesLayer files(String name, List<Path> files, String folder) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    AbsoluteUnixPath root = AbsoluteUnixPath.get(folder);
    for (Path file : files) {
      layer.addEntry(file, root.resolve(file.getFileName().toString()), PLAIN, TIME);
    }
    return layer.build();
  }

  private static FilePermissions permissions(String path, Path file) {
    if (path.equals("tmp")) {
      return OPEN;
    }
    return Files.isExecutable(file) ? EXECUTABLE : PLAIN;
  }
}
