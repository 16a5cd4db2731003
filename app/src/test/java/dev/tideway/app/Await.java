package dev.tideway.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for the thing itself; tests that wait for the clock are slow, or wrong, or both. */
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofMillis(10);

  private Await() {}

  /** Fails after half a minute without {@code condition}, with {@code what} was waited for. */
  public static void until(Supplier<String> what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + what.get());
      }
      pause();
    }
  }

  public static void until(String what, BooleanSupplier condition) {
    until(() -> what, condition);
  }

  private static void pause() {
    try {
      Thread.sleep(STEP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
