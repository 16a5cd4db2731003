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
    if (sql.filter(SqlFailure::isPassing).isPresent()) {
      presence.ifPresent(p -> p.failed(sql.get()));
      return Problem.toPeople(
              Problem.of(
                  HttpStatus.SERVICE_UNAVAILABLE,
                  "the database can't be reached right now: send the same request again after the"
                      + " seconds in Retry-After; a POST only with the same Idempotency-Key, if it"
                      + " may not happen twice"),
              "the database can't be reached right now. Try again in a few seconds")
          .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }
    if (sql.filter(SqlFailure::isFull).isPresent()) {
      LOG.error("the database's disk is full: give it more room", e);
      return Problem.of(
          HttpStatus.INSUFFICIENT_STORAGE,
          "the database has no room left: delete items, or have whoever runs this give it more");
    }
    if (sql.filter(SqlFailure::isUnmigrated).isPresent()) {
      LOG.error(
          "the database has not been migrated: run this program with the argument migrate", e);
      return Problem.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "the database has not been migrated: run the app once with the argument migrate");
    }
    return ours(request, e);
  }

  private static HttpResponse<?> ours(HttpRequest<?> request, Throwable e) {
    LOG.error("request failed: {} {}", request.getMethodName(), request.getPath(), e);
    return Problem.of(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "this is a fault of the app, and its log has the cause: send its traceId to whoever runs"
            + " it");
  }

  /** A stack that overflowed, an assertion: one request's, as exceptions are. */
  @Singleton
  static final class Errors implements ExceptionHandler<Error, HttpResponse<?>> {
    @Override
    public HttpResponse<?> handle(@SuppressWarnings("rawtypes") HttpRequest request, Error e) {
      if (e instanceof OutOfMemoryError) {
        // Not one request's: whatever is made of it here takes memory too.
        throw e;
      }
      return ours(request, e);
    }
  }
}
