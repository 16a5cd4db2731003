package dev.tideway.app.services;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Await;
import dev.tideway.app.TestApp;
import dev.tideway.app.models.Item;
import dev.tideway.app.models.ItemDraft;
import dev.tideway.app.models.ItemStatus;
import dev.tideway.app.models.Versions;
import dev.tideway.app.redis.Redis;
import dev.tideway.app.repositories.ItemRepository;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** One of the pods that share a cache, and what a test does in it. */
record CachingPod(TestApp app) {
  /** On a database, with a Redis that it reaches as {@code redis} says, or without. */
  static CachingPod start(Map<String, String> database, Map<String, String> redis) {
    Map<String, String> environment = new HashMap<>(database);
    environment.putAll(redis);
    // A loaded machine must not look like a Redis that is away.
    environment.put("REDIS_TIMEOUT", "2s");
    return new CachingPod(TestApp.start(environment, Map.of()));
  }

  ItemService service() {
    return app.bean(ItemService.class);
  }

  ItemCache cache() {
    return app.bean(ItemCache.class);
  }

  UUID create() {
    ItemDraft draft = new ItemDraft("Saw", "", "tools", ItemStatus.DRAFT, 0);
    return switch (service().create(draft, Optional.empty())) {
      case Creation.Created(Item item) -> item.id();
      case Creation.KeyReused reused -> throw new AssertionError(reused);
    };
  }

  void update(UUID id) {
    ItemDraft draft = new ItemDraft("Axe", "", "tools", ItemStatus.ACTIVE, 1);
    Change change = service().update(id, draft, new Versions.Any());
    assertTrue(change instanceof Change.Done, change.toString());
  }

  Optional<Item> stored(UUID id) {
    return app.bean(ItemRepository.class).findById(id);
  }

  /** Stores a next version of the item past the cache. */
  Item store(UUID id) {
    return app.bean(ItemRepository.class).update(stored(id).orElseThrow());
  }

  <T> T during(T read, Runnable meanwhile) {
    meanwhile.run();
    return read;
  }

  /** -1 for none. */
  long version(UUID id) {
    return service().find(id).map(Item::version).orElse(-1L);
  }

  long version(UUID id, Supplier<Optional<Item>> stored) {
    return cache().find(id, stored).map(Item::version).orElse(-1L);
  }

  void awaitSession() {
    Await.until("a session", () -> app.bean(Redis.class).session().isPresent());
  }

  void awaitCached(UUID id) {
    double before = hits();
    Await.until(
        "a hit",
        () -> {
          version(id);
          return hits() > before;
        });
  }

  private double hits() {
    return app.bean(MeterRegistry.class).counter("cache.items", "result", "hit").count();
  }
}
