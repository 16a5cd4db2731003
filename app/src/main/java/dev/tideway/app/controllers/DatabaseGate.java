package dev.tideway.app.controllers;

import dev.tideway.app.database.DatabaseUrl;
import dev.tideway.app.problems.Problem;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Where no database is configured, everything that needs one says so; the rest of the app works.
 */
@ServerFilter({ItemController.PATH, ItemController.PATH + "/**"})
@Requires(missingProperty = DatabaseUrl.PROPERTY)
final class DatabaseGate {
  @RequestFilter
  HttpResponse<?> refuse() {
    return Problem.of(
        HttpStatus.SERVICE_UNAVAILABLE,
        "no database is configured: set DATABASE_URL to " + DatabaseUrl.SHAPE);
  }
}
