package dev.tideway.app.problems;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Micronaut's own errors as problem documents: no route, wrong method, unreadable body. */
@Singleton
final class ProblemResponses implements ErrorResponseProcessor<Object> {

  @Override
  public MutableHttpResponse<Object> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpStatus status = HttpStatus.valueOf(response.code());
    MutableHttpResponse<Object> problem = Problem.of(status, detail(context, status));
    // A 405 says in Allow what is allowed.
    response.getHeaders().forEachValue(problem::header);
    return problem.contentType(Problem.MEDIA_TYPE);
  }

  private static String detail(ErrorContext context, HttpStatus status) {
    if (status == HttpStatus.NOT_FOUND) {
      return "there is nothing at " + context.getRequest().getPath();
    }
    if (status.getCode() >= 500 || !context.hasErrors()) {
      return status.getReason();
    }
    return context.getErrors().stream()
        .map(Error::getMessage)
        .map(ParserWords::forClients)
        .collect(Collectors.joining("; "));
  }
}
