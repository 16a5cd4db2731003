package dev.tideway.app.controllers;

import dev.tideway.app.problems.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.security.authentication.AuthorizationException;

/** Instead of a controller that isn't there, because what it needs isn't configured. */
final class NotConfigured {
  /** Whoever may not know what is here is told that first. */
  static final int AFTER_SECURITY = 40_000;

  private NotConfigured() {}

  static HttpResponse<?> answer(HttpRequest<?> request, String words) {
    // A path without a route is let through by the security filter, and here is a route in all but
    // name.
    if (request.getUserPrincipal().isEmpty()) {
      throw new AuthorizationException(null);
    }
    return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, words);
  }
}
