package dev.tideway.app.problems;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.validation.exceptions.ConstraintExceptionHandler;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;

/** Fields and parameters that break their rules: all of them at once, each with what to write. */
@Singleton
@Replaces(ConstraintExceptionHandler.class)
final class InvalidFields
    implements ExceptionHandler<ConstraintViolationException, HttpResponse<?>> {

  @Override
  public HttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest request, ConstraintViolationException e) {
    List<Problem.FieldError> errors =
        e.getConstraintViolations().stream()
            .map(v -> new Problem.FieldError(field(v), v.getMessage()))
            .distinct()
            .sorted(
                Comparator.comparing(Problem.FieldError::field)
                    .thenComparing(Problem.FieldError::detail))
            .toList();
    String fields =
        String.join(", ", errors.stream().map(Problem.FieldError::field).distinct().toList());
    return Problem.of(
        HttpStatus.BAD_REQUEST,
        "can't be taken as written: " + fields + "; errors says what to write",
        errors);
  }

  // The path also names our method and its argument, which are nothing to a client.
  private static String field(ConstraintViolation<?> violation) {
    String last = "";
    for (Path.Node node : violation.getPropertyPath()) {
      last = node.getName() == null ? last : node.getName();
    }
    return last;
  }
}
