package dev.tideway.app.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideway.app.settings.InvalidSetting;
import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
  private static final Rate THREE_A_MINUTE = new Rate(3, Duration.ofMinutes(1));

  @ParameterizedTest
  @CsvSource({"10/1m, 10, PT1M", "1/5s, 1, PT5S", "100/1h, 100, PT1H", " 5/250ms, 5, PT0.25S"})
  void reads(String text, int count, Duration per) {
    assertEquals(Optional.of(new Rate(count, per)), of(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "10/m", "0/1m", "-1/1m", "10/0s", "10 per minute", "no"})
  void refusesWithTheShape(String text) {
    InvalidSetting e = assertThrows(InvalidSetting.class, () -> of(text));
    assertEquals(
        "LIMIT_LOGIN can't be read: write requests/time, such as 10/1m, or off", e.getMessage());
  }

  private static Optional<Rate> of(String text) {
    return Rate.of(Settings.read(Map.of("LIMIT_LOGIN", text)), Setting.LIMIT_LOGIN);
  }

  @Test
  void offIsNone() {
    assertEquals(Optional.empty(), of("off"));
  }

  /** All at once, then one whenever its share of the time has passed. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0,   true,  2, 20, 0
          0,   true,  1, 40, 0
          0,   true,  0, 60, 0
          0,   false, 0, 20, 20
          12,  false, 0, 8,  8
          20,  true,  0, 60, 0
          20,  false, 0, 20, 20
          60,  true,  1, 40, 0
          999, true,  2, 20, 0
          """)
  void counts(long second, boolean allowed, long remaining, long reset, long retryAfter) {
    CLOCK.set(second * 1_000_000);
    assertEquals(
        new Rate.Verdict(allowed, remaining, reset, retryAfter), BUCKETS.ask("me", THREE_A_MINUTE));
  }

  private static final AtomicLong CLOCK = new AtomicLong();
  private static final LocalBuckets BUCKETS = new LocalBuckets(CLOCK::get);

  @Test
  void whoWaitsLongHasNoMoreThanTheLimit() {
    LocalBuckets buckets = new LocalBuckets(() -> 0);
    assertEquals(2, buckets.ask("a", THREE_A_MINUTE).remaining());
    assertEquals(2, buckets.ask("b", THREE_A_MINUTE).remaining());
  }

  @Test
  void itsMemoryHasAnEnd() {
    AtomicLong clock = new AtomicLong();
    LocalBuckets buckets = new LocalBuckets(clock::get);
    for (int i = 0; i < LocalBuckets.CLIENTS + 1_000; i++) {
      buckets.ask("client " + i, THREE_A_MINUTE);
    }
    assertEquals(LocalBuckets.CLIENTS + 1, buckets.clients());
    clock.set(Duration.ofMinutes(2).toNanos());
    buckets.ask("one more", THREE_A_MINUTE);
    assertEquals(1, buckets.clients());
  }

  @Test
  void newcomersDontLookThroughAllClientsEach() {
    AtomicLong clock = new AtomicLong();
    LocalBuckets buckets = new LocalBuckets(clock::get);
    Rate quick = new Rate(600, Duration.ofMinutes(1));
    for (int i = 0; i <= LocalBuckets.CLIENTS; i++) {
      buckets.ask("client " + i, quick);
    }
    clock.set(LocalBuckets.SWEEP_MICROS / 2);
    buckets.ask("too soon", quick);
    assertEquals(LocalBuckets.CLIENTS + 1, buckets.clients());
    clock.set(LocalBuckets.SWEEP_MICROS);
    buckets.ask("one more", quick);
    assertEquals(1, buckets.clients());
  }
}
