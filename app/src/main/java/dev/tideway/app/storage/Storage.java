package dev.tideway.app.storage;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes under keys, which are UUIDs of ours and never anything that a client wrote. A key is
 * written at most once. What fails here is a {@link StorageException}.
 */
public interface Storage extends AutoCloseable {
  /**
   * Stores all that {@code bytes} has. They are there for good when this returns, and none of them
   * can be read before.
   *
   * @throws IOException what {@code bytes} threw; then, and when the storage fails, nothing can be
   *     read under this key, and what was written has been removed as far as that was possible
   */
  void write(String key, InputStream bytes) throws IOException;

  /** {@code length} bytes from {@code from} on; whoever asks for them closes the stream. */
  InputStream read(String key, long from, long length);

  /** Removes what is there, whole or begun; nothing being there is as good. */
  void delete(String key);

  /** How many bytes of memory an upload takes while it is being written, at the most. */
  int memoryOfAnUpload();

  @Override
  default void close() {}
}
