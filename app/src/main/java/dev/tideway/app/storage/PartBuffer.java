package dev.tideway.app.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The next part of a stream, for storages that take a stream of unknown length only in parts. It is
 * the memory that an upload costs, and small for a small file.
 */
final class PartBuffer {
  private static final int FIRST = 64 * 1024;

  private final InputStream source;
  private final int most;
  private byte[] bytes = new byte[FIRST];
  private int length;

  PartBuffer(InputStream source, int most) {
    this.source = source;
    this.most = most;
  }

  /** Whether the part that was read is a full one, so that another may follow. */
  boolean fill() throws IOException {
    length = 0;
    while (length < most) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(most, 2 * bytes.length));
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
}
