package dev.tideway.app.uploads;

import dev.tideway.app.digests.Digests;
import dev.tideway.app.streams.Bytes;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Counts and digests what is read from it. It ends only when everything was as it should be; else
 * the read that would have found the end, or the first byte too many, throws {@link UploadRefused}.
 */
public final class CheckedStream extends FilterInputStream {
  private final Limits limits;
  private final Optional<byte[]> expected;
  private final MessageDigest sha = Digests.sha256();
  private long size;
  private byte[] digest = {};

  /** How much may come, and until when. */
  public record Limits(long bytes, Instant deadline, InstantSource clock) {}

  public CheckedStream(InputStream source, Limits limits, Optional<byte[]> expected) {
    super(source);
    this.limits = limits;
    this.expected = expected;
  }

  /** How many bytes there were; call it after the end. */
  public long size() {
    return size;
  }

  /** Their SHA-256; call it after the end. */
  public byte[] sha256() {
    return digest.clone();
  }

  @Override
  public int read() throws IOException {
    return Bytes.next(this);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    if (read < 0) {
      finish();
      return -1;
    }
    sha.update(target, offset, read);
    size += read;
    if (size > limits.bytes()) {
      throw new UploadRefused(
          UploadRefused.Reason.TOO_LARGE,
          "the file is too large: send at most " + limits.bytes() + " bytes");
    }
    if (limits.clock().instant().isAfter(limits.deadline())) {
      throw new UploadRefused(
          UploadRefused.Reason.TOO_SLOW,
          "the upload took too long and was given up: send it again over a faster connection, or"
              + " in smaller files");
    }
    return read;
  }

  @Override
  public long skip(long count) {
    throw new UnsupportedOperationException("what is skipped would not be checked");
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void finish() throws UploadRefused {
    // Some readers ask again after the end, and MessageDigest starts anew when it is asked twice.
    if (digest.length == 0) {
      digest = sha.digest();
      ContentDigest.check(expected, digest);
    }
  }
}
