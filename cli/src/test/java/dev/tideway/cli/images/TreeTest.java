package dev.tideway.cli.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "lib/libz.so.1,       libz.so.1.2,               content",
    "lib64/ld.so,         /lib/libz.so.1.2,          content",
    "lib64/deep/ld.so,    ../../lib/libz.so.1.2,     content",
    "lib/outside,         ../../../../../etc/passwd,",
    "lib/absent,          nothing,",
    "lib/folder,          /lib,",
    "lib/itself,          itself,",
  })
  void linksBecomeFilesOrGo(String link, String target, String content) throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.createDirectories(root.resolve("lib"));
    Files.writeString(root.resolve("lib/libz.so.1.2"), "content");
    Path at = root.resolve(link);
    Files.createDirectories(root.resolve("lib64/deep"));
    Files.createSymbolicLink(at, Path.of(target));

    Tree.resolveLinks(root);

    assertFalse(Files.isSymbolicLink(at));
    boolean exists = Files.exists(at, LinkOption.NOFOLLOW_LINKS);
    assertEquals(content, exists ? Files.readString(at) : null);
  }

  @Test
  void anUnfinishedFolderIsNeverSeen() throws IOException {
    Path result = folder.resolve("result");
    assertThrows(
        IOException.class,
        () ->
            Tree.make(
                result,
                half -> {
                  Files.writeString(half.resolve("file"), "half");
                  throw new IOException("no space left");
                }));
    assertEquals(List.of(folder), Tree.walk(folder));
  }
}
