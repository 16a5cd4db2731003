package dev.tideway.app.uploads;

import dev.tideway.app.streams.Bytes;
import io.micronaut.scheduling.TaskScheduler;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Gives up a client that sends too slowly, or nothing more, as uploads that never end would keep
 * all others out. Only the time that is spent waiting for the client counts: a storage that is slow
 * isn't its fault.
 */
public final class PacedStream extends FilterInputStream {
  private final Pace pace;
  private final InstantSource clock;
  private final Future<?> watch;
  private volatile @Nullable Wait waiting;
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

  /**
   * @param source whose reads an interrupt ends, with an {@link InterruptedIOException}
   * @param timer looks after reads that don't return
   */
  public PacedStream(InputStream source, Pace pace, InstantSource clock, TaskScheduler timer) {
    super(source);
    this.pace = pace;
    this.clock = clock;
    Duration often = pace.over().dividedBy(2);
    this.watch = timer.scheduleWithFixedDelay(often, often, this::look);
  }

  @Override
  public int read() throws IOException {
    return Bytes.next(this);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Wait wait = new Wait(Thread.currentThread(), clock.instant());
    int read = await(wait, target, offset, length);
    if (read < 0) {
      return read;
    }
    came += read;
    waited = waited.plus(Duration.between(wait.since, clock.instant()));
    if (waited.compareTo(pace.over()) >= 0) {
      if (came < pace.least(waited)) {
        throw tooSlow();
      }
      waited = Duration.ZERO;
      came = 0;
    }
    return read;
  }

  private int await(Wait wait, byte[] target, int offset, int length) throws IOException {
    waiting = wait;
    try {
      return super.read(target, offset, length);
    } catch (InterruptedIOException e) {
      throw wait.end() ? tooSlow() : e;
    } finally {
      waiting = null;
      wait.end();
    }
  }

  private void look() {
    Wait wait = waiting;
    if (wait != null && !clock.instant().isBefore(wait.since.plus(pace.over()))) {
      wait.interrupt();
    }
  }

  private UploadRefused tooSlow() {
    return new UploadRefused(
        UploadRefused.Reason.TOO_SLOW,
        "the upload is too slow and was given up: send it again over a connection that takes at"
            + " least "
            + pace.bytes()
            + " bytes in a second");
  }

  @Override
  public void close() throws IOException {
    watch.cancel(false);
    super.close();
  }

  /** A read that waits for the client. */
  private static final class Wait {
    private final Thread reader;
    private final Instant since;
    private boolean interrupted;
    private boolean over;

    Wait(Thread reader, Instant since) {
      this.reader = reader;
      this.since = since;
    }

    /** Only while it waits: nothing else of the thread is meant. */
    synchronized void interrupt() {
      if (!over) {
        interrupted = true;
        reader.interrupt();
      }
    }

    /** Whether it was interrupted; its thread isn't any more. */
    synchronized boolean end() {
      if (!over && interrupted) {
        Thread.interrupted();
      }
      over = true;
      return interrupted;
    }
  }
}
