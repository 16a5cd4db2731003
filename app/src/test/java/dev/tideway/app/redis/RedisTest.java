package dev.tideway.app.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Await;
import dev.tideway.app.TestApp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A Redis that hangs, goes and comes back: who asks is never held up for long, and never fails. */
class RedisTest {
  private static final Script ECHO = Script.of("test.echo", "return {ARGV[1]}");

  @Test
  void oneThatHangsIsLeftAloneAfterThreeTimeouts() throws Exception {
    try (TestRedis server = new TestRedis();
        TestApp app = TestApp.start(server.environment("REDIS_TIMEOUT", "100ms"), Map.of())) {
      Redis redis = app.bean(Redis.class);
      Session session = await(redis);
      assertEquals(Optional.of(List.of("a")), session.run(ECHO, List.of("key"), "a"));

      server.ask(connection -> connection.sync().clientPause(5_000));
      for (int i = 0; i < Session.FAILURES; i++) {
        assertEquals(Optional.of(session), redis.session());
        assertEquals(Optional.empty(), session.run(ECHO, List.of("key"), "b"));
      }
      assertEquals(Optional.empty(), redis.session());
      assertTrue(
          app.http().get("/prometheus").body().contains("redis_circuit{state=\"closed\"} 0"));
      assertEquals(Optional.of(List.of("c")), await(redis).run(ECHO, List.of("key"), "c"));
    }
  }

  @Test
  void oneThatWasStartedAgainIsAnotherInstance() throws Exception {
    try (TestRedis server = new TestRedis();
        TestApp app = TestApp.start(server.environment(), Map.of())) {
      Redis redis = app.bean(Redis.class);
      Session before = await(redis);
      server.stop();
      assertEquals(Optional.empty(), before.run(ECHO, List.of("key"), "a"));
      server.startAgain();
      Session after = await(redis);
      assertTrue(!after.instance().equals(before.instance()), after.instance());
    }
  }

  @Test
  void withoutARedisTheAppStarts() {
    try (TestApp app = TestApp.start(TestRedis.environment(1), Map.of())) {
      assertEquals(200, app.http().get("/health/readiness").statusCode());
      assertEquals(Optional.empty(), app.bean(Redis.class).session());
    }
  }

  private static Session await(Redis redis) {
    Await.until("a session", () -> redis.session().isPresent());
    return redis.session().orElseThrow();
  }
}
