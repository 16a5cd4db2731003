package dev.tideway.app.problems;

import dev.tideway.app.storage.StorageException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A storage that is away or full is nobody's mistake; one that lost a file has somebody to mend it.
 */
@Singleton
final class StorageFailures implements ExceptionHandler<StorageException, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(StorageFailures.class);
  private static final String RETRY_AFTER = "10";
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final Map<StorageException.Kind, Instant> said = new ConcurrentHashMap<>();
  private final InstantSource clock;

  StorageFailures(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public HttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest request, StorageException e) {
    log(request, e);
    return switch (e.kind()) {
      case AWAY ->
          Problem.toPeople(
                  Problem.of(
                      HttpStatus.SERVICE_UNAVAILABLE,
                      "the storage can't be reached right now: send the same request again after"
                          + " the seconds in Retry-After"),
                  "files can't be reached right now. Try again in a few seconds")
              .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
      case FULL ->
          Problem.of(
              HttpStatus.INSUFFICIENT_STORAGE,
              "the storage is full: delete files, or have whoever runs this give it more room");
      case MISSING ->
          Problem.of(
              HttpStatus.INTERNAL_SERVER_ERROR,
              "the storage has lost this file: send the path of the request to whoever runs this");
    };
  }

  // While it is away or full every request fails alike: one line in a minute says so. Each file
  // that is lost is another one.
  private void log(HttpRequest<?> request, StorageException e) {
    Instant now = clock.instant();
    Instant last =
        e.kind() == StorageException.Kind.MISSING
            ? now
            : said.compute(
                e.kind(),
                (kind, before) ->
                    before == null || !now.isBefore(before.plus(QUIET)) ? now : before);
    if (last.equals(now)) {
      LOG.atError().addKeyValue("path", request.getPath()).setCause(e).log("the storage failed");
    }
  }
}
