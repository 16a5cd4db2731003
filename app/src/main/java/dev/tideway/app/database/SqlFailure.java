package dev.tideway.app.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a failure of the database means, by its SQLSTATE: PostgreSQL's appendix of error codes. */
public final class SqlFailure {

  private SqlFailure() {}

  /** The SQLException behind {@code thrown}, which libraries wrap in their own; the innermost. */
  public static Optional<SQLException> in(Throwable thrown) {
    Optional<SQLException> found = Optional.empty();
    // Bounded, because a chain of causes may be a circle.
    @Nullable Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause instanceof SQLException sql) {
        found = Optional.of(sql);
      }
      cause = cause.getCause();
    }
    return found;
  }

  /** The same may work in a moment. */
  public static boolean isPassing(SQLException e) {
    return isAway(e) || isBusy(e);
  }

  /** Not there, or not taking connections now. */
  public static boolean isAway(SQLException e) {
    return hasClass(e, "08") || hasClass(e, "57P") || brokeInUse(e);
  }

  /**
   * There, with no connection or memory left for this one; or all of the pool's are in use, which
   * the pool says by itself: had it failed to make one, that would be the innermost.
   */
  public static boolean isBusy(SQLException e) {
    return e instanceof SQLTransientException || (hasClass(e, "53") && !isFull(e));
  }

  /** Its disk is full. */
  public static boolean isFull(SQLException e) {
    return hasClass(e, "53100");
  }

  // The pool's own words, without a state, for a connection that broke while a request had it. They
  // hide the driver's, because whoever cleans up after the first failure meets a second.
  private static boolean brokeInUse(SQLException e) {
    return e.getSQLState() == null && "Connection is closed".equals(e.getMessage());
  }

  /** A table or column is missing: the migrations have not run. */
  public static boolean isUnmigrated(SQLException e) {
    return hasClass(e, "42P01") || hasClass(e, "42703");
  }

  private static boolean hasClass(SQLException e, String prefix) {
    return Optional.ofNullable(e.getSQLState())
        .filter(state -> state.startsWith(prefix))
        .isPresent();
  }
}
