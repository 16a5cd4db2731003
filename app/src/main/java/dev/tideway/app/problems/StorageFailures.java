package dev.tideway.app.problems;

import dev.tideway.app.storage.StorageException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A storage that is away or full is nobody's mistake; one that lost a file has somebody to mend it.
 */
@Singleton
final class StorageFailures implements ExceptionHandler<StorageException, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(StorageFailures.class);
  private static final String RETRY_AFTER = "10";

  @Override
  public HttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest request, StorageException e) {
    LOG.atError().addKeyValue("path", request.getPath()).setCause(e).log("the storage failed");
    return switch (e.kind()) {
      case AWAY ->
          Problem.of(
                  HttpStatus.SERVICE_UNAVAILABLE,
                  "the storage can't be reached right now: send the same request again after the"
                      + " seconds in Retry-After")
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
}
