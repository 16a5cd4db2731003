package dev.tideway.app.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.database.Wire;
import dev.tideway.app.models.Item;
import dev.tideway.app.models.Versions;
import dev.tideway.app.redis.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
  private final CachingPod a = CachingPod.start(database, TestRedis.environment(wireOfA.port()));
  private final CachingPod b = CachingPod.start(database, TestRedis.environment(wireOfB.port()));
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
    for (CachingPod pod : new CachingPod[] {a, b}) {
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
    for (CachingPod pod : new CachingPod[] {a, b}) {
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
    CachingPod without = CachingPod.start(database, Map.of());
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

  private static void cut(Wire wire) {
    try {
      wire.cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
