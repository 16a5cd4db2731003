package dev.tideway.app.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tideway.app.Await;
import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import io.micronaut.scheduling.DefaultTaskExceptionHandler;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The database is away, comes back, or has no tables: what clients are told. */
class AwayTest {
  private static final String ITEMS = "/api/v1/items";
  private static final String BODY = "{\"name\":\"Axe\",\"category\":\"tools\"}";

  @TempDir private Path folder;

  @Test
  void awayAndBack() throws Exception {
    Map<String, String> direct = TestPostgres.migrated();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(Presence.class);
    logger.addAppender(log);
    try (Wire wire = new Wire(TestPostgres.port());
        TestApp app = TestApp.start(through(wire, direct), Map.of())) {
      Http http = app.http();
      HttpResponse<String> kept = http.send("POST", ITEMS, BODY);
      assertEquals(201, kept.statusCode(), kept.body());

      wire.cut();
      for (int i = 0; i < 3; i++) {
        assertAway(http.get(ITEMS));
      }
      assertAway(http.send("POST", ITEMS, BODY));
      assertEquals(200, http.get("/").statusCode());
      assertEquals(200, http.get("/health/readiness").statusCode());

      wire.mend();
      Instant back = Instant.now();
      while (http.get(ITEMS).statusCode() != 200) {
        Duration gone = Duration.between(back, Instant.now());
        assertTrue(gone.compareTo(Duration.ofSeconds(5)) < 0, "still away after " + gone);
      }
      Await.until("two lines", () -> log.list.size() >= 2);
      assertEquals(
          List.of("the database is away", "the database is back"),
          log.list.stream().map(ILoggingEvent::getMessage).toList());
      assertEquals(
          kept.body(), http.get(kept.headers().firstValue("Location").orElseThrow()).body());
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void aScheduledTaskSaysItOnceToo() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    try (Wire wire = new Wire(TestPostgres.port())) {
      wire.cut();
      root.addAppender(log);
      Map<String, Object> often = Map.of("files.collect", "10ms");
      Map<String, String> environment = new HashMap<>(through(wire, TestPostgres.empty()));
      environment.put("STORAGE_URL", folder.toUri().toString());
      try (TestApp app = TestApp.start(environment, often)) {
        TaskFailures tasks = app.bean(TaskFailures.class);
        Await.until("the task ran", () -> !lines(log, Presence.class).isEmpty());
        for (int i = 0; i < 3; i++) {
          tasks.handle(null, new IllegalStateException(new SQLException("refused", "08001")));
        }
      }
      assertEquals(List.of("the database is away"), lines(log, Presence.class));
      assertEquals(List.of(), lines(log, TaskFailures.class));
      assertEquals(List.of(), lines(log, DefaultTaskExceptionHandler.class));
    } finally {
      root.detachAppender(log);
    }
  }

  private static List<String> lines(ListAppender<ILoggingEvent> log, Class<?> of) {
    return List.copyOf(log.list).stream()
        .filter(line -> line.getLoggerName().equals(of.getName()))
        .map(ILoggingEvent::getMessage)
        .toList();
  }

  @Test
  void itStartsWhileTheDatabaseIsAway() throws Exception {
    try (Wire wire = new Wire(TestPostgres.port())) {
      wire.cut();
      try (TestApp app = TestApp.start(through(wire, TestPostgres.empty()), Map.of())) {
        assertAway(app.http().get(ITEMS));
      }
    }
  }

  @Test
  void withoutTablesItSaysHowToMakeThem() {
    try (TestApp app = TestApp.start(TestPostgres.empty(), Map.of())) {
      HttpResponse<String> answer = app.http().get(ITEMS);
      assertEquals(503, answer.statusCode());
      assertTrue(
          answer.body().contains("run the app once with the argument migrate"), answer.body());
    }
  }

  private static void assertAway(HttpResponse<String> answer) {
    assertEquals(503, answer.statusCode(), answer.body());
    assertEquals(
        Optional.of("application/problem+json"), answer.headers().firstValue("Content-Type"));
    assertEquals(Optional.of("2"), answer.headers().firstValue("Retry-After"));
    assertTrue(answer.body().contains("the database can't be reached right now"), answer.body());
  }

  private static Map<String, String> through(Wire wire, Map<String, String> direct) {
    return Map.of("DATABASE_URL", wire.through(direct));
  }
}
