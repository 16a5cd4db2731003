package dev.tideway.app.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * An error, by RFC 9457. The type is always {@code about:blank}: the HTTP status tells kinds apart,
 * and {@code detail} says in words what is wrong and what to write instead.
 *
 * @param traceId under which the log and the traces have this request
 * @param errors what is wrong with which field, where it's about fields; else left out
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String traceId,
    @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) List<FieldError> errors) {
  /** The media type of problem documents. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String TO_PEOPLE = "tideway.to-people";

  /** The answer of {@code status} for one reason. */
  public static MutableHttpResponse<Object> of(HttpStatus status, String detail) {
    return of(status, detail, List.of());
  }

  /** The answer of {@code status} for what is wrong with these fields. */
  public static MutableHttpResponse<Object> of(
      HttpStatus status,
      String detail,
      @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) List<FieldError> errors) {
    return HttpResponse.status(status)
        .contentType(MEDIA_TYPE)
        .body(new Problem("about:blank", status.getReason(), status.getCode(), detail, "", errors));
  }

  /** {@code problem}, which says {@code words} instead to people, on a page. */
  public static <T> MutableHttpResponse<T> toPeople(MutableHttpResponse<T> problem, String words) {
    problem.setAttribute(TO_PEOPLE, words);
    return problem;
  }

  /** As {@code response} says it to people. */
  public Problem toPeople(HttpResponse<?> response) {
    return response
        .getAttribute(TO_PEOPLE, String.class)
        .map(words -> new Problem(type, title, status, words, traceId, errors))
        .orElse(this);
  }

  /** The same, as part of a trace. */
  public Problem withTraceId(String id) {
    return new Problem(type, title, status, detail, id, errors);
  }

  /**
   * One field of the body, or one parameter.
   *
   * @param detail what to write
   */
  @Serdeable
  public record FieldError(String field, String detail) {}
}
