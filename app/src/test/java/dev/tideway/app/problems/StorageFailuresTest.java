package dev.tideway.app.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tideway.app.storage.StorageException;
import dev.tideway.app.storage.StorageException.Kind;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StorageFailuresTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final StorageFailures failures = new StorageFailures(now::get);

  @Test
  void oneLineAMinuteWhileItIsAway() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(StorageFailures.class);
    logger.addAppender(log);
    try {
      fail(Kind.AWAY, 0);
      fail(Kind.AWAY, 1);
      fail(Kind.AWAY, 59);
      assertEquals(1, log.list.size());
      fail(Kind.AWAY, 60);
      assertEquals(2, log.list.size());
      fail(Kind.MISSING, 61);
      fail(Kind.MISSING, 62);
      assertEquals(4, log.list.size());
    } finally {
      logger.detachAppender(log);
    }
  }

  private void fail(Kind kind, long second) {
    now.set(Instant.ofEpochSecond(second));
    StorageException e = new StorageException(kind, "no", new IllegalStateException());
    failures.handle(HttpRequest.GET("/file"), e);
  }
}
