package dev.tideway.app.problems;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.web.router.exceptions.UnsatisfiedHeaderRouteException;
import jakarta.inject.Singleton;

/** A header that a route can't do without; {@code If-Match} has a status of its own for that. */
@Singleton
final class MissingHeader
    implements ExceptionHandler<UnsatisfiedHeaderRouteException, HttpResponse<?>> {
  @Override
  public HttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest request, UnsatisfiedHeaderRouteException e) {
    if (!e.getHeaderName().equalsIgnoreCase(HttpHeaders.IF_MATCH)) {
      return Problem.of(HttpStatus.BAD_REQUEST, "a header is missing: write " + e.getHeaderName());
    }
    return Problem.of(
        HttpStatus.PRECONDITION_REQUIRED,
        "write If-Match with the ETag that GET "
            + request.getPath()
            + " answers, so that nobody else's change is lost; If-Match: * takes any version");
  }
}
