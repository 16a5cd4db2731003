package dev.tideway.app.problems;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.web.router.exceptions.UnsatisfiedBodyRouteException;
import jakarta.inject.Singleton;

/** Micronaut's own words name our argument, which is nothing to a client. */
@Singleton
final class MissingBody
    implements ExceptionHandler<UnsatisfiedBodyRouteException, HttpResponse<?>> {
  @Override
  public HttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest request, UnsatisfiedBodyRouteException e) {
    return Problem.of(HttpStatus.BAD_REQUEST, "the body is missing: write a JSON object");
  }
}
