package dev.tideway.app.controllers;

import dev.tideway.app.database.DatabaseUrl;
import dev.tideway.app.problems.Problem;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.security.authentication.AuthorizationException;

/**
 * Where no database is configured, everything that needs one says so; the rest of the app works.
 */
@ServerFilter({ItemController.PATH, ItemController.PATH + "/**", "/items", "/items/**"})
@Order(DatabaseGate.AFTER_SECURITY)
@Requires(missingProperty = DatabaseUrl.PROPERTY)
final class DatabaseGate {
  /** Whoever may not know what is here is told that first. */
  static final int AFTER_SECURITY = 40_000;

  @RequestFilter
  HttpResponse<?> refuse(HttpRequest<?> request) {
    // A path without a route is let through by the security filter, and here is a route in all but
    // name.
    if (request.getUserPrincipal().isEmpty()) {
      throw new AuthorizationException(null);
    }
    return Problem.of(
        HttpStatus.SERVICE_UNAVAILABLE,
        "no database is configured: set DATABASE_URL to " + DatabaseUrl.SHAPE);
  }
}
