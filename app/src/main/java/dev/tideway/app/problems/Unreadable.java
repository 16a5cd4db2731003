package dev.tideway.app.problems;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.server.exceptions.ConversionErrorHandler;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A parameter or a body that isn't of the right type, such as a word for a number. */
@Singleton
@Replaces(ConversionErrorHandler.class)
final class Unreadable implements ExceptionHandler<ConversionErrorException, HttpResponse<?>> {

  @Override
  public HttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest request, ConversionErrorException e) {
    if (e.getArgument().getAnnotationMetadata().hasAnnotation(Body.class)) {
      String cause = Optional.ofNullable(e.getConversionError().getCause().getMessage()).orElse("");
      return Problem.of(
          HttpStatus.BAD_REQUEST,
          "the body can't be taken as written: " + ParserWords.forClients(cause));
    }
    String name = e.getArgument().getName();
    return Problem.of(
        HttpStatus.BAD_REQUEST,
        "can't be read: " + name,
        List.of(new Problem.FieldError(name, expected(e.getArgument().getType()))));
  }

  private static String expected(Class<?> type) {
    if (type == UUID.class) {
      return "write a UUID, as the id of an item is";
    }
    return type == int.class ? "write a whole number" : "write a " + type.getSimpleName();
  }
}
