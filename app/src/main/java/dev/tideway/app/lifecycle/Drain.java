package dev.tideway.app.lifecycle;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * The first part of a stop: readiness says no, requests are still served, and each answer asks its
 * client to leave. Over as soon as nobody has been connected for {@code app.shutdown.quiet}, at the
 * latest after {@code app.shutdown.drain}.
 */
@Singleton
public final class Drain {
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Connections connections;
  private final Duration limit;
  private final Duration quiet;
  private volatile boolean draining;

  Drain(
      Connections connections,
      @Property(name = "app.shutdown.drain") Duration limit,
      @Property(name = "app.shutdown.quiet") Duration quiet) {
    this.connections = connections;
    this.limit = limit;
    this.quiet = quiet;
  }

  public boolean draining() {
    return draining;
  }

  /** Blocks until the drain is over. */
  void run() throws InterruptedException {
    draining = true;
    long start = System.nanoTime();
    long lastSeen = start;
    for (long now = start; now - start < limit.toNanos(); now = System.nanoTime()) {
      if (connections.open() > 0) {
        lastSeen = now;
      } else if (now - lastSeen >= quiet.toNanos()) {
        return;
      }
      Thread.sleep(LOOK);
    }
  }
}
