package dev.tideway.app.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest extends StorageContract {
  private final Path folder;

  LocalStorageTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  Storage open() {
    return new LocalStorage(folder.resolve("made"));
  }

  @Override
  Storage unreachable() throws IOException {
    return new LocalStorage(Files.createFile(folder.resolve("no folder")));
  }

  @Override
  void assertNothingBegun() {
    try (Stream<Path> files = Files.walk(folder.resolve("made"))) {
      assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFullDiskKeepsNothing() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tideway-test", small.toString()),
        "skipped: only root can mount a small disk");
    try {
      Storage full = new LocalStorage(small);
      assertKind(
          StorageException.Kind.FULL,
          () -> full.write("key", new ByteArrayInputStream(new byte[2_000_000])));
      full.write("key", new ByteArrayInputStream(new byte[500_000]));
      try (Stream<Path> files = Files.walk(small)) {
        assertEquals(
            List.of("key"),
            files.filter(Files::isRegularFile).map(f -> f.toFile().getName()).toList());
      }
    } finally {
      run("umount", small.toString());
    }
  }

  @Test
  void aReadThatFailsHoldsNoFile() throws Exception {
    Path open = Path.of("/proc/self/fd");
    assumeTrue(Files.exists(open), "skipped: only Linux lists open files there");
    Storage storage = open();
    storage.write("key", new ByteArrayInputStream(new byte[1]));
    assertThrows(IllegalArgumentException.class, () -> storage.read("key", -1, 1));
    try (Stream<Path> files = Files.list(open)) {
      assertEquals(
          List.of(),
          files.map(LocalStorageTest::target).filter(f -> f.startsWith(folder)).toList());
    }
  }

  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException closedSince) {
      return link;
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
