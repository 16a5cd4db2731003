package dev.tideway.app.storage;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/**
 * A folder of a volume. A file is written under another name and gets its own only when all of it
 * is on the disk. All pods have to see the same volume.
 */
final class LocalStorage implements Storage {
  private static final int BUFFER = 64 * 1024;

  private final Path folder;

  LocalStorage(Path folder) {
    this.folder = folder;
  }

  @Override
  public void write(String key, InputStream bytes) throws IOException {
    Path part = part(key);
    try {
      fill(part, bytes);
      move(part, whole(key));
    } catch (IOException | RuntimeException e) {
      removeQuietly(part, e);
      throw e;
    }
  }

  @Override
  public InputStream read(String key, long from, long length) {
    try {
      return new Bounded(Channels.newInputStream(open(whole(key), from)), length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static FileChannel open(Path file, long from) throws IOException {
    FileChannel channel = FileChannel.open(file, READ);
    try {
      return channel.position(from);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void delete(String key) {
    try {
      Files.deleteIfExists(part(key));
      Files.deleteIfExists(whole(key));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public int memoryOfAnUpload() {
    return BUFFER;
  }

  private static void fill(Path part, InputStream bytes) throws IOException {
    // What the client does wrong and what the disk does wrong must not be mixed up.
    try (FileChannel channel = create(part)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        append(channel, ByteBuffer.wrap(buffer, 0, read));
      }
      sync(channel);
    }
  }

  private static FileChannel create(Path part) {
    try {
      Files.createDirectories(parent(part));
      return FileChannel.open(part, CREATE_NEW, WRITE);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static void append(FileChannel channel, ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static void sync(FileChannel channel) {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static void move(Path part, Path whole) {
    try {
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
      // The name, too, has to outlive a machine that stops now.
      try (FileChannel parent = FileChannel.open(parent(whole), READ)) {
        parent.force(true);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static void removeQuietly(Path part, Exception because) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  private static StorageException failed(IOException e) {
    String words = Optional.ofNullable(e.getMessage()).orElse("").toLowerCase(Locale.ROOT);
    StorageException.Kind kind =
        e instanceof NoSuchFileException
            ? StorageException.Kind.MISSING
            : words.contains("no space left") || words.contains("quota exceeded")
                ? StorageException.Kind.FULL
                : StorageException.Kind.AWAY;
    String reason = e instanceof FileSystemException ? e.toString() : words;
    return new StorageException(kind, "the volume: " + reason, e);
  }

  // Folders with all files of a busy app in them are slow to work with.
  private Path whole(String key) {
    return folder.resolve(key.substring(0, 2)).resolve(key);
  }

  private Path part(String key) {
    Path whole = whole(key);
    return whole.resolveSibling(key + ".part");
  }

  private static Path parent(Path file) {
    return Optional.ofNullable(file.getParent()).orElseThrow();
  }
}
