package dev.tideway.app.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The next part of a stream, for storages that take a stream of unknown length only in parts. It is
 * the memory that an upload costs, and small for a small file.
 */
final class PartBuffer implements AutoCloseable {
  private static final int SMALL = 64 * 1024;

  /**
   * Buffers of whole parts. They are used again and never let go: as garbage, they would come
   * faster than a small heap is collected. There are as many as there have been uploads at once.
   */
  static final class Pool {
    private final int size;
    private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();

    Pool(int size) {
      this.size = size;
    }

    PartBuffer of(InputStream source) {
      return new PartBuffer(source, this);
    }

    int size() {
      return size;
    }

    private byte[] take() {
      return Optional.ofNullable(free.poll()).orElseGet(() -> new byte[size]);
    }
  }

  private final InputStream source;
  private final Pool pool;
  private byte[] bytes = new byte[SMALL];
  private int length;

  private PartBuffer(InputStream source, Pool pool) {
    this.source = source;
    this.pool = pool;
  }

  /** Whether the part that was read is a full one, so that another may follow. */
  boolean fill() throws IOException {
    length = 0;
    while (length < pool.size) {
      if (length == bytes.length) {
        byte[] whole = pool.take();
        System.arraycopy(bytes, 0, whole, 0, length);
        bytes = whole;
      }
      int read = source.read(bytes, length, bytes.length - length);
      if (read < 0) {
        return false;
      }
      length += read;
    }
    return true;
  }

  int length() {
    return length;
  }

  /** The part, as often as it is asked for: requests are tried again. */
  InputStream stream() {
    return new ByteArrayInputStream(bytes, 0, length);
  }

  @Override
  public void close() {
    if (bytes.length == pool.size) {
      pool.free.add(bytes);
      bytes = new byte[0];
    }
  }
}
