package dev.tideway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.database.Migrate;
import dev.tideway.app.redis.TestRedis;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Two processes of the app under load, while their Redis and their PostgreSQL are stopped and
 * started: errors only while PostgreSQL is away, all as problems that say when to come again, and
 * no change that was acknowledged is ever missing.
 */
class OutageTest {
  private static final Path HOME = Path.of("target", "postgres-outage").toAbsolutePath();
  private static final int ENOUGH = 300;
  private static final Duration RECOVERY = Duration.ofSeconds(5);

  @Test
  void redisAndThenPostgresGoAndComeBack() throws Exception {
    Path data = Files.createTempDirectory(Files.createDirectories(HOME), "data");
    EmbeddedPostgres postgres = start(0, data);
    int port = postgres.getPort();
    Map<String, String> environment = new HashMap<>(TestTokens.environment());
    environment.put("DATABASE_URL", "postgresql://postgres@127.0.0.1:" + port + "/postgres");
    assertEquals(0, Migrate.run(environment));
    try (TestRedis redis = new TestRedis()) {
      environment.putAll(redis.environment());
      environment.put("LIMIT_WRITES", "off");
      String editor = TestTokens.editor();
      try (AppProcess a = AppProcess.start(environment);
          AppProcess b = AppProcess.start(environment);
          Traffic traffic = new Traffic(List.of(a.as(editor), b.as(editor)), 4)) {
        traffic.awaitAnswers(ENOUGH);
        redis.stop();
        traffic.awaitAnswers(ENOUGH);
        redis.startAgain();
        traffic.awaitAnswers(ENOUGH);
        assertEquals(List.of(), failures(traffic.since(0)), "without Redis");
        assertEquals(List.of(), traffic.broken());

        postgres.close();
        traffic.awaitAnswers(10);
        long back = System.nanoTime();
        postgres = start(port, data);
        Await.until(
            "an answer later than may be failures",
            () -> traffic.since(back + RECOVERY.toNanos()).size() > ENOUGH);
        traffic.close();
        List<Traffic.Answer> failures = failures(traffic.since(0));
        assertTrue(failures.size() > 0, "PostgreSQL was not away");
        for (Traffic.Answer failure : failures) {
          assertTrue(failure.status() == 503 && failure.comeAgain(), failure::toString);
        }
        assertEquals(List.of(), failures(traffic.since(back + RECOVERY.toNanos())));
        traffic.checkAll();
        assertEquals(List.of(), traffic.broken());
      }
    } finally {
      postgres.close();
    }
  }

  private static List<Traffic.Answer> failures(List<Traffic.Answer> answers) {
    assertTrue(answers.size() > 0, "no answers");
    return answers.stream().filter(answer -> answer.status() != 200).toList();
  }

  /** On {@code port}, or on a free one for 0; with what is in {@code data}. */
  private static EmbeddedPostgres start(int port, Path data) throws IOException {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(HOME.toFile())
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setServerConfig("fsync", "off")
        .start();
  }
}
