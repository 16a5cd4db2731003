package dev.tideway.cli.dev;

import dev.tideway.cli.Folders;
import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where one {@code dev} keeps what has to survive it. Nobody else may look into it. */
record DevFolder(Path root) {
  // No cluster can have this name.
  private static final String PARENT = "_dev";

  /** The folder of that name; what is in it stays. */
  static DevFolder of(Folders folders, String name) throws IOException {
    if (!name.matches("[a-z][a-z0-9-]{0,19}")) {
      throw new Failure(
          "it can't be called " + name,
          "use at most 20 lower-case letters, digits and hyphens, a letter first");
    }
    DevFolder folder = new DevFolder(folders.state().resolve(PARENT).resolve(name));
    Files.createDirectories(folder.root);
    Files.setPosixFilePermissions(folder.root, PosixFilePermissions.fromString("rwx------"));
    return folder;
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path redis() {
    return root.resolve("redis");
  }

  /** Of items. */
  Path files() {
    return root.resolve("files");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  /** Pids of what runs. */
  Path running() {
    return root.resolve("run");
  }

  /** The classes that the app runs from: not those that a compiler writes to. */
  Path classes() {
    return root.resolve("classes");
  }

  /** There when the samples are in the database. */
  Path seeded() {
    return root.resolve("seeded");
  }

  /** Held by the one that runs. */
  interface Hold extends AutoCloseable {
    /** What others are told of it. */
    void say(String words) throws IOException;

    @Override
    void close() throws IOException;
  }

  /**
   * Keeps every other {@code dev} of this folder away.
   *
   * @throws Failure when one runs, with what it said of itself
   */
  Hold hold() throws IOException {
    Path file = root.resolveSibling("." + root.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (lock(channel).isEmpty()) {
      channel.close();
      throw new Failure(
          "it runs already: " + Files.readString(file).strip(),
          "use that one, or end it with Ctrl-C where it runs; another one beside it takes another"
              + " name: ./tideway --name "
              + (root.endsWith("second") ? "third" : "second")
              + " dev");
    }
    Hold hold = new Held(channel);
    hold.say("process " + ProcessHandle.current().pid());
    return hold;
  }

  private static Optional<FileLock> lock(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return Optional.ofNullable(lock);
    } catch (OverlappingFileLockException inThisProcess) {
      return Optional.empty();
    }
  }

  private record Held(FileChannel channel) implements Hold {
    @Override
    public void say(String words) throws IOException {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)), 0);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
