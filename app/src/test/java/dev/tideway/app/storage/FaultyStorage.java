package dev.tideway.app.storage;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A storage in memory that fails as it is told to. */
@Singleton
@Replaces(bean = Storage.class, factory = StorageBeans.class)
@Requires(property = FaultyStorage.PROPERTY)
public final class FaultyStorage implements Storage {
  public static final String PROPERTY = "test.storage";

  /** What goes wrong. */
  public enum Fault {
    NONE,
    AWAY,
    FULL_HALF_WAY,
    LOST_AFTER_WRITING
  }

  private final Map<String, byte[]> whole = new ConcurrentHashMap<>();
  private final AtomicInteger writing = new AtomicInteger();
  private final AtomicInteger reading = new AtomicInteger();
  private volatile Fault fault = Fault.NONE;
  private volatile Runnable interlude = () -> {};
  private volatile boolean endless;

  public void fail(Fault with) {
    fault = with;
  }

  /** Is run once, in the middle of the next write. */
  public void whileWriting(Runnable action) {
    interlude = action;
  }

  /** The next read never ends by itself. */
  public void endless() {
    endless = true;
  }

  public void put(String key, byte[] bytes) {
    whole.put(key, bytes);
  }

  public int keys() {
    return whole.size();
  }

  public int writing() {
    return writing.get();
  }

  public int reading() {
    return reading.get();
  }

  @Override
  public void write(String key, InputStream bytes) throws IOException {
    check(Fault.AWAY, StorageException.Kind.AWAY);
    writing.incrementAndGet();
    try {
      ByteArrayOutputStream stored = new ByteArrayOutputStream();
      stored.writeBytes(bytes.readNBytes(20_000));
      check(Fault.FULL_HALF_WAY, StorageException.Kind.FULL);
      Runnable now = interlude;
      interlude = () -> {};
      now.run();
      bytes.transferTo(stored);
      whole.put(key, stored.toByteArray());
      check(Fault.LOST_AFTER_WRITING, StorageException.Kind.AWAY);
    } finally {
      writing.decrementAndGet();
    }
  }

  @Override
  public InputStream read(String key, long from, long length) {
    byte[] bytes = Optional.ofNullable(whole.get(key)).orElseThrow();
    boolean forever = endless;
    endless = false;
    reading.incrementAndGet();
    return new FilterInputStream(new ByteArrayInputStream(bytes, (int) from, (int) length)) {
      private boolean closed;

      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        int read = super.read(target, offset, count);
        return read < 0 && forever ? count : read;
      }

      @Override
      public synchronized void close() {
        if (!closed) {
          closed = true;
          reading.decrementAndGet();
        }
      }
    };
  }

  @Override
  public void delete(String key) {
    check(Fault.AWAY, StorageException.Kind.AWAY);
    whole.remove(key);
  }

  @Override
  public int memoryOfAnUpload() {
    return 1_000_000;
  }

  @Override
  public String toString() {
    return whole.keySet() + ", " + writing + " writing, " + reading + " reading";
  }

  private void check(Fault which, StorageException.Kind kind) {
    if (fault == which) {
      throw new StorageException(kind, "the test wants it", new IOException(which.name()));
    }
  }
}
