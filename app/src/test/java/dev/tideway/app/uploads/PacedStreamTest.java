package dev.tideway.app.uploads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micronaut.scheduling.ScheduledExecutorTaskScheduler;
import io.micronaut.scheduling.TaskScheduler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacedStreamTest {
  private static final PacedStream.Pace PACE = new PacedStream.Pace(100, Duration.ofSeconds(30));

  @AutoClose("shutdownNow")
  private final ScheduledExecutorService threads = Executors.newSingleThreadScheduledExecutor();

  private final TaskScheduler timer = new ScheduledExecutorTaskScheduler(threads);
  private Instant now = Instant.EPOCH;

  /** A client that sends 50 bytes, then thinks. */
  private final class Client extends ByteArrayInputStream {
    private final Duration pause;

    Client(int bytes, Duration pause) {
      super(new byte[bytes]);
      this.pause = pause;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      now = now.plus(pause);
      return super.read(target, offset, Math.min(50, length));
    }
  }

  @ParameterizedTest
  @CsvSource({"400", "500"})
  void fastEnough(int millis) throws IOException {
    assertEquals(10_000, readAll(new Client(10_000, Duration.ofMillis(millis)), Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({"510", "5000", "300000"})
  void tooSlow(int millis) {
    Client client = new Client(10_000, Duration.ofMillis(millis));
    UploadRefused refused = assertThrows(UploadRefused.class, () -> readAll(client, Duration.ZERO));
    assertEquals(UploadRefused.Reason.TOO_SLOW, refused.reason());
    Duration after = Duration.between(Instant.EPOCH, now);
    assertEquals(30, Math.min(30, after.toSeconds()), "not before the average is one");
  }

  @Test
  void aShortUploadMayBeSlow() throws IOException {
    assertEquals(100, readAll(new Client(100, Duration.ofSeconds(9)), Duration.ZERO));
  }

  @Test
  void aSlowStorageIsntTheClients() throws IOException {
    assertEquals(
        10_000, readAll(new Client(10_000, Duration.ofMillis(10)), Duration.ofSeconds(10)));
  }

  /** A client that sends 50 bytes, and then nothing more, without going away. */
  private static final class Silent extends InputStream {
    private final CountDownLatch never = new CountDownLatch(1);
    private boolean sent;

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (!sent) {
        sent = true;
        return 50;
      }
      try {
        never.await();
        return -1;
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }
  }

  @Test
  void silence() throws IOException {
    PacedStream.Pace quick = new PacedStream.Pace(100, Duration.ofMillis(20));
    try (InputStream paced = new PacedStream(new Silent(), quick, Instant::now, timer)) {
      UploadRefused refused = assertThrows(UploadRefused.class, paced::readAllBytes);
      assertEquals(UploadRefused.Reason.TOO_SLOW, refused.reason());
      assertFalse(Thread.currentThread().isInterrupted(), "the thread has more to do");
    }
  }

  @Test
  void anInterruptOfAnybodyElse() throws IOException {
    try (InputStream paced = new PacedStream(new Silent(), PACE, () -> now, timer)) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedIOException.class, paced::readAllBytes);
    }
  }

  private int readAll(InputStream client, Duration storing) throws IOException {
    try (InputStream paced = new PacedStream(client, PACE, () -> now, timer)) {
      int all = 0;
      byte[] buffer = new byte[64];
      for (int read = paced.read(buffer); read >= 0; read = paced.read(buffer)) {
        all += read;
        now = now.plus(storing);
      }
      return all;
    }
  }
}
