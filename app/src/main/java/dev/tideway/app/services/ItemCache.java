package dev.tideway.app.services;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.Item;
import dev.tideway.app.redis.Session;
import dev.tideway.app.services.CacheTrust.Lease;
import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.OptimisticLockException;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Items in Redis. A read never answers less than what was acknowledged before it began, whatever
 * Redis forgets, misses or does late: docs/decisions/2026-11-25-app-cache.md says how and why.
 */
@Singleton
@RequiresDatabase
class ItemCache {
  private final CacheTrust trust;
  private final CacheScripts scripts;
  private final JsonTexts json;
  private final ConnectionOperations<Connection> connections;
  private final MeterRegistry metrics;

  ItemCache(
      CacheTrust trust,
      Settings settings,
      JsonTexts json,
      ConnectionOperations<Connection> connections,
      MeterRegistry metrics) {
    this.trust = trust;
    this.scripts = new CacheScripts(settings.duration(Setting.CACHE_TTL));
    this.json = json;
    this.connections = connections;
    this.metrics = metrics;
  }

  /** The item as it is in the cache, or else in the database, from where it is cached. */
  Optional<Item> find(UUID id, Supplier<Optional<Item>> stored) {
    Optional<Session> session = trust.session();
    // A transaction may see what isn't committed, or no longer what is.
    if (session.isEmpty() || inTransaction()) {
      return counted("bypass", stored.get());
    }
    Lease lease = trust.lease();
    if (!lease.opens(session.get())) {
      return counted("bypass", stored.get());
    }
    CacheScripts.Answer answer = scripts.read(session.get(), lease.trust().epoch(), id);
    return switch (answer) {
      // The answer was right when Redis gave it only if the lease still held then.
      case CacheScripts.Hit(String text) when lease.holds() ->
          read(text)
              .map(item -> counted("hit", Optional.of(item)))
              .orElseGet(() -> counted("bypass", stored.get()));
      case CacheScripts.MayFill(String token) -> {
        Optional<Item> item = stored.get();
        item.ifPresent(i -> scripts.fill(session.get(), id, token, json.write(i)));
        yield counted("miss", item);
      }
      case CacheScripts.Hit late -> counted("bypass", stored.get());
      case CacheScripts.Nothing nothing -> counted("bypass", stored.get());
    };
  }

  /**
   * Makes a change that commits by itself. Nobody gets the item from the cache from before its
   * commit until after it; where Redis can't be told so, the cache is closed for all.
   */
  <T> T change(UUID id, Supplier<T> commits) {
    if (inTransaction()) {
      throw new IllegalStateException("begin the transaction inside the change, so that it ends");
    }
    Optional<Mark> mark = mark(id);
    long epoch = mark.isPresent() ? 0 : unbelieved().trust().epoch();
    T result;
    try {
      result = commits.get();
    } catch (OptimisticLockException nothingChanged) {
      mark.ifPresent(m -> scripts.unmark(m.session(), id, m.writer()));
      throw nothingChanged;
    }
    // After any other failure nobody knows whether it was committed or still will be: the mark
    // stays, and the item is read from the database until it expires.
    boolean kept =
        mark.isPresent()
            ? scripts.unmark(mark.get().session(), id, mark.get().writer())
                && trust.lease().believes(mark.get().session())
            : stillUnbelieved(epoch);
    if (!kept) {
      trust.close();
    }
    return result;
  }

  private record Mark(Session session, String writer) {}

  private Optional<Mark> mark(UUID id) {
    return trust
        .session()
        .filter(session -> trust.lease().believes(session))
        .map(session -> new Mark(session, UUID.randomUUID().toString()))
        .filter(mark -> scripts.mark(mark.session(), id, mark.writer()));
  }

  private Lease unbelieved() {
    Lease lease = trust.lease();
    return lease.trust().redis() == null ? lease : trust.close();
  }

  private boolean stillUnbelieved(long epoch) {
    Lease lease = trust.lease();
    return lease.trust().redis() == null && lease.trust().epoch() == epoch;
  }

  private boolean inTransaction() {
    return connections.findConnectionStatus().isPresent();
  }

  private Optional<Item> counted(String result, Optional<Item> item) {
    Counter.builder("cache.items")
        .description("Items that were asked for: hit from Redis, miss and bypass from the database")
        .tag("result", result)
        .register(metrics)
        .increment();
    return item;
  }

  // Somebody else may have written it, and no request fails because of Redis.
  private Optional<Item> read(String text) {
    try {
      return Optional.of(json.read(text, Item.class));
    } catch (UncheckedIOException noItem) {
      return Optional.empty();
    }
  }
}
