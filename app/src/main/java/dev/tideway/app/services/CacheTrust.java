package dev.tideway.app.services;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.Trust;
import dev.tideway.app.redis.Redis;
import dev.tideway.app.redis.Session;
import dev.tideway.app.repositories.TrustRepository;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this pod knows about which Redis is believed. It asks the database, and relies on the answer
 * for half a second; so whoever closes the cache for all knows that after half a second no pod uses
 * it any more.
 */
@Singleton
@RequiresDatabase
class CacheTrust {
  /** The same in every pod, hence no configuration; the claim's second in SQL is more than it. */
  static final Duration LEASE = Duration.ofMillis(500);

  /** A pod that still can't reach Redis closes the cache again when less than this is left. */
  private static final long CLOSE_AGAIN_MILLIS = 5_000;

  private final TrustRepository repository;
  private final Optional<Redis> redis;
  private final SingleFlight<Lease> asking = new SingleFlight<>(this::ask);
  private final SingleFlight<Lease> closing = new SingleFlight<>(this::closeAndWait);
  private volatile Lease last;

  CacheTrust(TrustRepository repository, @Nullable Redis redis) {
    this.repository = repository;
    this.redis = Optional.ofNullable(redis);
    this.last = new Lease(new Trust(-1, null, 0), System.nanoTime() - LEASE.toNanos());
  }

  /**
   * An answer of the database, good for a while.
   *
   * @param asked when the question was sent, by {@link System#nanoTime}
   */
  record Lease(Trust trust, long asked) {
    boolean holds() {
      return System.nanoTime() - asked < LEASE.toNanos();
    }

    boolean believes(Session session) {
      return session.instance().equals(trust.redis());
    }

    /** Whether entries of {@code session} may be served. */
    boolean opens(Session session) {
      return believes(session) && trust.closedMillis() == 0;
    }
  }

  /** Empty while Redis is away, or none is configured. */
  Optional<Session> session() {
    return redis.flatMap(Redis::session);
  }

  /** One that held a moment ago; asks the database for it if need be. */
  Lease lease() {
    Lease known = last;
    return known.holds() ? known : asking.run();
  }

  /** Returns when no pod uses a cache, and none will within the next seconds. */
  Lease close() {
    return closing.run();
  }

  private Lease ask() {
    Lease lease = read();
    Optional<Session> session = session();
    if (session.isPresent()) {
      Session mine = session.get();
      if (!lease.believes(mine)
          && lease.trust().closedMillis() == 0
          && repository.claim(mine.instance()) == 1) {
        lease = read();
      }
    } else if (redis.isPresent()
        && lease.trust().redis() == null
        && lease.trust().closedMillis() < CLOSE_AGAIN_MILLIS) {
      repository.close();
    }
    last = lease;
    return lease;
  }

  private Lease read() {
    long asked = System.nanoTime();
    return new Lease(repository.read(), asked);
  }

  private Lease closeAndWait() {
    repository.close();
    try {
      Thread.sleep(LEASE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while closing the cache", e);
    }
    return asking.run();
  }
}
