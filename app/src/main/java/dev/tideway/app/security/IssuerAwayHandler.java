package dev.tideway.app.security;

import dev.tideway.app.problems.Problem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nobody's mistake who called: 503, and try again. */
@Singleton
final class IssuerAwayHandler implements ExceptionHandler<IssuerAway, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerAwayHandler.class);

  @Override
  public HttpResponse<?> handle(@SuppressWarnings("rawtypes") HttpRequest request, IssuerAway e) {
    LOG.atWarn().addKeyValue("reason", e.getMessage()).log("the OIDC issuer can't be asked");
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "the issuer that people log in at can't be asked right now: try again after the seconds"
                + " in Retry-After; the log has the cause")
        .header(HttpHeaders.RETRY_AFTER, "5");
  }
}
