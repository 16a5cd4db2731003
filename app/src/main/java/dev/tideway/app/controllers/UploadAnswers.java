package dev.tideway.app.controllers;

import dev.tideway.app.problems.Problem;
import dev.tideway.app.uploads.UploadRefused;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;

/** What is answered to an upload that isn't taken. */
final class UploadAnswers {
  private UploadAnswers() {}

  static HttpResponse<?> refused(UploadRefused refused) {
    HttpStatus status =
        switch (refused.reason()) {
          case MALFORMED, WRONG_DIGEST -> HttpStatus.BAD_REQUEST;
          case TOO_LARGE -> HttpStatus.REQUEST_ENTITY_TOO_LARGE;
          case TOO_SLOW -> HttpStatus.REQUEST_TIMEOUT;
          case WRONG_TYPE -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
        };
    String why = Optional.ofNullable(refused.getMessage()).orElse("");
    return unread(
        refused.reason() == UploadRefused.Reason.WRONG_TYPE
            ? Problem.toPeople(
                Problem.of(status, why + ", and name its type in the part"),
                "this file isn't attached, as " + why)
            : Problem.of(status, why));
  }

  static HttpResponse<?> tooMany(int most) {
    return Problem.of(
        HttpStatus.CONFLICT,
        "this item has " + most + " files, which is the most: delete one, or use another item");
  }

  static HttpResponse<?> keyReused() {
    return Problem.of(
        HttpStatus.UNPROCESSABLE_ENTITY,
        "this Idempotency-Key was used for another file: write a new key for a new file, or send"
            + " the same file again");
  }

  static HttpResponse<?> busy() {
    return unread(
        Problem.toPeople(
                Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "too many uploads are running: send it again after the seconds in Retry-After"),
                "too many uploads are running. Send it again in a few seconds")
            .header(HttpHeaders.RETRY_AFTER, "10"));
  }

  static HttpResponse<?> givenUp() {
    return Problem.of(
        HttpStatus.REQUEST_TIMEOUT, "the upload took too long and was given up: send it again");
  }

  static HttpResponse<?> brokenOff() {
    return unread(
        Problem.of(HttpStatus.BAD_REQUEST, "the body ended before its time: send it again"));
  }

  /** The rest of the body isn't read, so the connection is good for nothing more. */
  static MutableHttpResponse<?> unread(MutableHttpResponse<?> response) {
    return response.header(HttpHeaders.CONNECTION, "close");
  }
}
