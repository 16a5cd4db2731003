package dev.tideway.app.limits;

import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The limits of this process alone: without Redis each pod counts for itself. */
@Singleton
final class LocalBuckets {
  /** Clients that are told apart; beyond that newcomers share one limit, and memory has an end. */
  static final int CLIENTS = 50_000;

  static final long SWEEP_MICROS = 1_000_000;

  private final ConcurrentHashMap<String, Long> takenUntil = new ConcurrentHashMap<>();
  // When those who have nothing taken were last looked for, which takes a look at all.
  private final AtomicLong swept = new AtomicLong(Long.MIN_VALUE);
  private final LongSupplier micros;

  LocalBuckets() {
    this(() -> System.nanoTime() / 1_000);
  }

  LocalBuckets(LongSupplier micros) {
    this.micros = micros;
  }

  Rate.Verdict ask(String client, Rate rate) {
    long now = micros.getAsLong();
    AtomicLong ahead = new AtomicLong();
    takenUntil.compute(
        room(client, now),
        (any, until) -> {
          long free = until == null ? now : Math.max(until, now);
          ahead.set(free + rate.shareMicros() - now);
          return ahead.get() > rate.perMicros() ? free : now + ahead.get();
        });
    return rate.verdict(ahead.get());
  }

  private String room(String client, long now) {
    if (takenUntil.size() < CLIENTS || takenUntil.containsKey(client)) {
      return client;
    }
    long last = swept.get();
    boolean due = last == Long.MIN_VALUE || now - last >= SWEEP_MICROS;
    if (due && swept.compareAndSet(last, now)) {
      takenUntil.values().removeIf(until -> until <= now);
    }
    return takenUntil.size() < CLIENTS ? client : "";
  }

  int clients() {
    return takenUntil.size();
  }
}
