package dev.tideway.app.database;

import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A way to run this program that works on the database and ends. */
final class DatabaseMode {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseMode.class);

  private DatabaseMode() {}

  /** The exit code of {@code work}; 1 when no database is named, or none that can be read. */
  static int run(Map<String, String> environment, ToIntFunction<DatabaseUrl> work) {
    try {
      Optional<DatabaseUrl> url = DatabaseUrl.from(environment);
      if (url.isEmpty()) {
        LOG.error("DATABASE_URL is not set: set it to {}", DatabaseUrl.SHAPE);
        return 1;
      }
      return work.applyAsInt(url.get());
    } catch (IllegalArgumentException unreadable) {
      LOG.error("{}", unreadable.getMessage());
      return 1;
    }
  }
}
