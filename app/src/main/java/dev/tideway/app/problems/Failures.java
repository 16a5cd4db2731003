package dev.tideway.app.problems;

import dev.tideway.app.database.Presence;
import dev.tideway.app.database.SqlFailure;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nothing else has an answer for. A database that is away is nobody's mistake: 503, and try
 * again. Anything else is ours: 500, with the whole of it in the log and nothing of it in the
 * answer.
 */
@Singleton
final class Failures implements ExceptionHandler<RuntimeException, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  /** Seconds; a pool that lost its connections has new ones after about two. */
  private static final String RETRY_AFTER = "2";

  private final Optional<Presence> presence;

  Failures(@Nullable Presence presence) {
    this.presence = Optional.ofNullable(presence);
  }

  @Override
  public HttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest request, RuntimeException e) {
    Optional<SQLException> sql = SqlFailure.in(e);
    if (sql.filter(SqlFailure::isAway).isPresent()) {
      presence.ifPresent(p -> p.isAway(sql.get()));
      return Problem.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "the database can't be reached right now: send the same request again after the"
                  + " seconds in Retry-After; a POST only with the same Idempotency-Key, if it may"
                  + " not happen twice")
          .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }
    if (sql.filter(SqlFailure::isUnmigrated).isPresent()) {
      LOG.error(
          "the database has not been migrated: run this program with the argument migrate", e);
      return Problem.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "the database has not been migrated: run the app once with the argument migrate");
    }
    LOG.error("request failed: {} {}", request.getMethodName(), request.getPath(), e);
    return Problem.of(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "this is a fault of the app, and its log has the cause: send its traceId to whoever runs"
            + " it");
  }
}
