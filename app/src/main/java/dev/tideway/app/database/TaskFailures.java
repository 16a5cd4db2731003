package dev.tideway.app.database;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.scheduling.DefaultTaskExceptionHandler;
import io.micronaut.scheduling.TaskExceptionHandler;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What scheduled tasks throw. They come again by themselves: while the database is away, each of
 * them fails each time, and nobody needs a line for every one.
 */
@Singleton
@Primary
@Replaces(DefaultTaskExceptionHandler.class)
@RequiresDatabase
final class TaskFailures implements TaskExceptionHandler<Object, Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(TaskFailures.class);

  private final Presence presence;

  TaskFailures(Presence presence) {
    this.presence = presence;
  }

  @Override
  public void handle(@Nullable Object task, Throwable thrown) {
    Optional<SQLException> passing = SqlFailure.in(thrown).filter(SqlFailure::isPassing);
    if (passing.isPresent()) {
      presence.failed(passing.get());
    } else {
      LOG.error("a scheduled task failed; it comes again: {}", task, thrown);
    }
  }
}
