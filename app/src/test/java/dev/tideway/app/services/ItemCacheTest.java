package dev.tideway.app.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Await;
import dev.tideway.app.TestApp;
import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.database.Wire;
import dev.tideway.app.models.Item;
import dev.tideway.app.models.ItemDraft;
import dev.tideway.app.models.ItemStatus;
import dev.tideway.app.models.Versions;
import dev.tideway.app.redis.Redis;
import dev.tideway.app.redis.TestRedis;
import dev.tideway.app.repositories.ItemRepository;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two pods on one database and one Redis, which each reaches over a wire of its own. What happens
 * at once in life happens here in a given order: inside the other's read or change.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemCacheTest {
  private final Map<String, String> database = TestPostgres.migrated();
  private final TestRedis redis = new TestRedis();
  private final Wire wireOfA = new Wire(redis.port());
  private final Wire wireOfB = new Wire(redis.port());
  private final Pod a = pod(TestRedis.environment(wireOfA.port()));
  private final Pod b = pod(TestRedis.environment(wireOfB.port()));
  private UUID id = UUID.randomUUID();

  ItemCacheTest() throws IOException {}

  @AfterAll
  void stop() throws IOException {
    a.app().close();
    b.app().close();
    wireOfA.close();
    wireOfB.close();
    redis.close();
  }

  @BeforeEach
  void anItemThatBothHaveCached() throws SQLException {
    // The ten seconds after the test before, which nobody has to sit out.
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE cache_trust SET closed_until = '-infinity'");
    }
    id = a.create();
    a.awaitCached(id);
    b.awaitCached(id);
  }

  @Test
  void aHitAsksNoDatabase() {
    assertEquals(0, b.version(id, UNREACHABLE));
  }

  @Test
  void whatIsNoItemIsReadFromTheDatabase() {
    redis.ask(connection -> connection.sync().hset("item:{" + id + "}", "text", "{\"id\":"));
    assertEquals(0, b.version(id));
  }

  @Test
  void theOtherPodSeesAnUpdateAndADeletionAtOnce() {
    a.update(id);
    assertEquals(1, b.version(id));
    b.update(id);
    assertEquals(2, a.version(id));
    a.service().delete(id, new Versions.Any());
    assertEquals(-1, b.version(id));
  }

  @Test
  void aReadFromBeforeAnUpdateDoesNotLandAfterIt() {
    UUID fresh = a.create();
    long seen = b.version(fresh, () -> b.during(b.stored(fresh), () -> a.update(fresh)));
    assertEquals(0, seen);
    assertEquals(1, b.version(fresh));
    assertEquals(1, a.version(fresh));
  }

  @Test
  void duringAChangeNobodyFills() {
    Item changed =
        a.cache()
            .change(
                id,
                () -> {
                  // Not committed yet: what others read now is about to be old.
                  assertEquals(0, b.version(id));
                  Item now = a.store(id);
                  assertEquals(1, b.version(id));
                  return now;
                });
    assertEquals(1, changed.version());
    assertEquals(1, b.version(id));
  }

  @Test
  void ofTwoChangesTheFirstToEndDoesNotOpenTheItemForTheOther() {
    a.cache()
        .change(
            id,
            () -> {
              b.update(id);
              assertEquals(1, b.version(id));
              return a.store(id);
            });
    assertEquals(2, b.version(id));
  }

  @Test
  void aChangeWhoseEndNobodyKnowsLeavesTheItemOutOfTheCache() {
    assertThrows(
        UncheckedIOException.class,
        () ->
            a.cache()
                .change(
                    id,
                    () -> {
                      assertEquals(0, b.version(id));
                      a.store(id);
                      throw new UncheckedIOException(new IOException("the answer got lost"));
                    }));
    assertEquals(1, b.version(id));
  }

  @Test
  void aPodThatCannotReachRedisClosesTheCacheForTheOther() throws IOException {
    wireOfA.cut();
    a.update(id);
    assertEquals(1, b.version(id));
    a.update(id);
    assertEquals(2, b.version(id));
    wireOfA.mend();
    a.update(id);
    assertEquals(3, b.version(id));
  }

  @Test
  void redisGoesAwayInTheMiddleOfAChange() throws IOException {
    a.cache()
        .change(
            id,
            () -> {
              Item now = a.store(id);
              cut(wireOfA);
              return now;
            });
    assertEquals(1, b.version(id));
    wireOfA.mend();
    assertEquals(1, a.version(id));
  }

  @Test
  void whatRedisStillHasAfterItWasAwayForAllIsNotBelieved() throws IOException {
    wireOfA.cut();
    wireOfB.cut();
    assertEquals(0, b.version(id));
    a.update(id);
    wireOfA.mend();
    wireOfB.mend();
    for (Pod pod : new Pod[] {a, b}) {
      pod.awaitSession();
      assertEquals(1, pod.version(id));
    }
  }

  @Test
  void aRedisThatComesBackWithAnOldStateIsAnotherOne() throws IOException {
    String saved = redis.ask(connection -> connection.sync().save());
    assertEquals("OK", saved);
    a.update(id);
    redis.stop();
    redis.startAgain();
    for (Pod pod : new Pod[] {a, b}) {
      assertEquals(1, pod.version(id));
      pod.awaitSession();
      assertEquals(1, pod.version(id));
    }
  }

  @Test
  void aRedisThatForgetsAMarkCostsNoAcknowledgedChange() {
    a.cache()
        .change(
            id,
            () -> {
              redis.ask(connection -> connection.sync().flushall());
              assertEquals(0, b.version(id));
              return a.store(id);
            });
    assertEquals(1, b.version(id));
  }

  @Test
  void aPodWithoutRedisClosesTheCacheToo() {
    Pod without = pod(Map.of());
    try {
      without.update(id);
      assertEquals(1, b.version(id));
    } finally {
      without.app().close();
    }
  }

  @Test
  void theMetricsSayHowOftenItHelpsAndWhetherRedisIsThere() {
    a.version(id);
    String metrics = a.app().http().get("/prometheus").body();
    for (String line :
        new String[] {
          "cache_items_total{result=\"hit\"} [1-9]", "redis_circuit{state=\"closed\"} 1",
        }) {
      assertTrue(
          metrics.lines().anyMatch(l -> l.matches(line.replace("{", "\\{") + ".*")), metrics);
    }
  }

  private static final Supplier<Optional<Item>> UNREACHABLE =
      () -> {
        throw new AssertionError("asked the database");
      };

  private Pod pod(Map<String, String> redisEnvironment) {
    Map<String, String> environment = new HashMap<>(database);
    environment.putAll(redisEnvironment);
    // A loaded machine must not look like a Redis that is away.
    environment.put("REDIS_TIMEOUT", "2s");
    return new Pod(TestApp.start(environment, Map.of()));
  }

  private static void cut(Wire wire) {
    try {
      wire.cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Pod(TestApp app) {
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
}
