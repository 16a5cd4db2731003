package dev.tideway.app.uploads;

import dev.tideway.app.streams.Bytes;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Gives up a client that sends too slowly, as uploads that never end would keep all others out.
 * Only the time that is spent waiting for the client counts: a storage that is slow isn't its
 * fault.
 */
public final class PacedStream extends FilterInputStream {
  private final Pace pace;
  private final InstantSource clock;
  private Duration waited = Duration.ZERO;
  private long came;

  /**
   * The least that has to come.
   *
   * @param bytes in each second, on average
   * @param over how long it is averaged
   */
  public record Pace(long bytes, Duration over) {
    long least(Duration waited) {
      return bytes * waited.toMillis() / 1_000;
    }
  }

  public PacedStream(InputStream source, Pace pace, InstantSource clock) {
    super(source);
    this.pace = pace;
    this.clock = clock;
  }

  @Override
  public int read() throws IOException {
    return Bytes.next(this);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Instant asked = clock.instant();
    int read = super.read(target, offset, length);
    if (read < 0) {
      return read;
    }
    came += read;
    waited = waited.plus(Duration.between(asked, clock.instant()));
    if (waited.compareTo(pace.over()) >= 0) {
      if (came < pace.least(waited)) {
        throw new UploadRefused(
            UploadRefused.Reason.TOO_SLOW,
            "the upload is too slow and was given up: send it again over a connection that takes at"
                + " least "
                + pace.bytes()
                + " bytes in a second");
      }
      waited = Duration.ZERO;
      came = 0;
    }
    return read;
  }
}
