package dev.tideway.app.storage;

import dev.tideway.app.streams.Bytes;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Remembers what the source threw, where a library reads it and throws IOExceptions of its own: the
 * one is the client's fault, the other the storage's.
 */
final class Watched extends FilterInputStream {
  private Optional<IOException> thrown = Optional.empty();

  Watched(InputStream source) {
    super(source);
  }

  Optional<IOException> thrown() {
    return thrown;
  }

  @Override
  public int read() throws IOException {
    return Bytes.next(this);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return super.read(target, offset, length);
    } catch (IOException e) {
      thrown = Optional.of(e);
      throw e;
    }
  }
}
