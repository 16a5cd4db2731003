package dev.tideway.app.uploads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacedStreamTest {
  private static final PacedStream.Pace PACE = new PacedStream.Pace(100, Duration.ofSeconds(30));

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

  private int readAll(InputStream client, Duration storing) throws IOException {
    try (InputStream paced = new PacedStream(client, PACE, () -> now)) {
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
