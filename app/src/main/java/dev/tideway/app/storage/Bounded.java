package dev.tideway.app.storage;

import dev.tideway.app.streams.Bytes;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The next so many bytes of another stream. */
final class Bounded extends FilterInputStream {
  private long left;

  Bounded(InputStream source, long length) {
    super(source);
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    return Bytes.next(this);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = super.read(target, offset, (int) Math.min(length, left));
    if (read > 0) {
      left -= read;
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(Math.min(count, left));
    left -= skipped;
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(super.available(), left);
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
