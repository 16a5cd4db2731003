package dev.tideway.app.streams;

import java.io.IOException;
import java.io.InputStream;

/** For streams whose rules are in {@link InputStream#read(byte[], int, int)}. */
public final class Bytes {
  private Bytes() {}

  /** The next byte by that method; -1 at the end. */
  public static int next(InputStream stream) throws IOException {
    byte[] one = new byte[1];
    return stream.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }
}
