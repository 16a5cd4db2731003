package dev.tideway.app.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every storage does, whoever makes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StorageContract {
  private static final int MEBI = 1024 * 1024;

  private final String key = UUID.randomUUID().toString();
  private @Nullable Storage opened;

  abstract Storage open() throws Exception;

  /** The same where nothing answers. */
  abstract Storage unreachable() throws Exception;

  @BeforeAll
  void start() throws Exception {
    opened = open();
  }

  @AfterAll
  void stop() {
    if (opened != null) {
      opened.close();
    }
  }

  Storage storage() {
    if (opened == null) {
      throw new IllegalStateException("not started");
    }
    return opened;
  }

  // One part, nearly one, exactly one or two of S3's and Azure's, and more.
  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        70_000,
        4 * MEBI,
        5 * MEBI - 1,
        5 * MEBI,
        5 * MEBI + 1,
        8 * MEBI,
        10 * MEBI,
        12 * MEBI
      })
  void givesBackWhatItGot(int size) throws IOException {
    byte[] bytes = bytes(size);
    storage().write(key, new ByteArrayInputStream(bytes));
    assertArrayEquals(bytes, read(0, size));
    storage().delete(key);
    assertMissing();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 0", "10, 5", "999, 1", "0, 1000"})
  void givesBackAPart(int from, int length) throws IOException {
    byte[] bytes = bytes(1_000);
    storage().write(key, new ByteArrayInputStream(bytes));
    assertArrayEquals(Arrays.copyOfRange(bytes, from, from + length), read(from, length));
    storage().delete(key);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 6 * MEBI, 11 * MEBI})
  void keepsNothingOfWhatBreaksOff(int size) {
    IOException broken = new IOException("broken off");
    InputStream bytes =
        new ByteArrayInputStream(bytes(size)) {
          @Override
          public int read(byte[] target, int offset, int length) {
            int read = super.read(target, offset, length);
            return read < 0 ? StorageContract.<Integer, RuntimeException>thrown(broken) : read;
          }
        };
    IOException thrown = assertThrows(IOException.class, () -> storage().write(key, bytes));
    assertSame(broken, thrown);
    assertMissing();
    assertNothingBegun();
  }

  /** Looks for what can't be read but is there, where the storage can tell. */
  void assertNothingBegun() {}

  @Test
  void deletesWhatIsNotThere() {
    storage().delete(key);
    storage().delete(key);
  }

  @Test
  void goesAwayInTheMiddleOfARead() throws IOException {
    storage().write(key, new ByteArrayInputStream(bytes(9 * MEBI)));
    for (int i = 0; i < 60; i++) {
      // More than a pool of connections would have.
      try (InputStream in = storage().read(key, 0, 9 * MEBI)) {
        assertEquals(100, in.readNBytes(100).length);
      }
    }
    storage().delete(key);
  }

  @Test
  void saysWhenItIsAway() throws Exception {
    try (Storage away = unreachable()) {
      InputStream bytes = new ByteArrayInputStream(bytes(10));
      assertKind(StorageException.Kind.AWAY, () -> away.write(key, bytes));
      assertKind(StorageException.Kind.AWAY, () -> away.read(key, 0, 1).close());
      assertKind(StorageException.Kind.AWAY, () -> away.delete(key));
    }
  }

  private void assertMissing() {
    assertKind(StorageException.Kind.MISSING, () -> storage().read(key, 0, 1).close());
  }

  interface Action {
    void run() throws Exception;
  }

  static void assertKind(StorageException.Kind kind, Action action) {
    assertEquals(kind, assertThrows(StorageException.class, action::run).kind());
  }

  private byte[] read(long from, long length) throws IOException {
    try (InputStream in = storage().read(key, from, length)) {
      return in.readAllBytes();
    }
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @SuppressWarnings("unchecked") // ByteArrayInputStream.read declares no exception.
  private static <R, E extends Exception> R thrown(Exception e) throws E {
    throw (E) e;
  }
}
