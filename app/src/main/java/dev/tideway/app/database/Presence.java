package dev.tideway.app.database;

import io.micronaut.data.connection.ConnectionOperations;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log when the database goes and when it is back: once each, however many requests have
 * failed in between.
 */
@Singleton
@RequiresDatabase
public class Presence {
  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final ConnectionOperations<Connection> connections;
  private final AtomicBoolean away = new AtomicBoolean();
  private volatile boolean closed;

  Presence(ConnectionOperations<Connection> connections) {
    this.connections = connections;
  }

  /**
   * Something has failed with {@code e}. If that means that the database is away, this looks itself
   * from now on until it is back; one that is only busy answers that it is there.
   */
  public void failed(SQLException e) {
    if (SqlFailure.isAway(e) && !away.getAndSet(true)) {
      LOG.atWarn()
          .addKeyValue("sqlstate", e.getSQLState())
          .addKeyValue("reason", e.getMessage())
          .log("the database is away");
      Thread.ofVirtual().name("database-presence").start(this::awaitReturn);
    }
  }

  private void awaitReturn() {
    try {
      do {
        Thread.sleep(LOOK);
      } while (!closed && !answers());
      if (!closed) {
        away.set(false);
        LOG.info("the database is back");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answers() {
    try {
      return connections.executeRead(status -> isValid(status.getConnection()));
    } catch (RuntimeException stillAway) {
      return false;
    }
  }

  private static boolean isValid(Connection connection) {
    try {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  @PreDestroy
  void close() {
    closed = true;
  }
}
