package dev.tideway.app.faults;

import java.time.Duration;
import java.time.Instant;

/**
 * What goes wrong, and until when.
 *
 * @param errorRate which part of the requests fails, 0 to 1
 * @param latency how much longer every request takes
 * @param until when it ends by itself
 */
public record Fault(double errorRate, Duration latency, Instant until) {
  /** The longest that a fault holds: one that was forgotten must not outlast the demonstration. */
  public static final Duration LONGEST = Duration.ofHours(1);

  /** The longest that a request is held up. */
  public static final Duration SLOWEST = Duration.ofSeconds(10);

  private static final Fault NONE = new Fault(0, Duration.ZERO, Instant.EPOCH);

  public Fault {
    if (!(errorRate >= 0 && errorRate <= 1)) {
      throw new IllegalArgumentException("an error rate is from 0 to 1: " + errorRate);
    }
    if (latency.isNegative() || latency.compareTo(SLOWEST) > 0) {
      throw new IllegalArgumentException("a latency is up to " + SLOWEST + ": " + latency);
    }
  }

  /** Nothing goes wrong. */
  public static Fault none() {
    return NONE;
  }

  /** This one while it lasts, then none. */
  public Fault at(Instant now) {
    return now.isBefore(until) ? this : NONE;
  }

  /** Whether a request fails that drew {@code roll}, which is 0 to 1, evenly. */
  public boolean fails(double roll) {
    return roll < errorRate;
  }

  /** Whether there is any. */
  public boolean any() {
    return errorRate > 0 || latency.isPositive();
  }
}
