package dev.tideway.app.controllers;

import dev.tideway.app.database.DatabaseUrl;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Where no database is configured, everything that needs one says so; the rest of the app works.
 */
@ServerFilter({ItemController.PATH, ItemController.PATH + "/**"})
@Order(NotConfigured.AFTER_SECURITY)
@Requires(missingProperty = DatabaseUrl.PROPERTY)
final class DatabaseGate {
  @RequestFilter
  HttpResponse<?> refuse(HttpRequest<?> request) {
    return NotConfigured.answer(
        request, "no database is configured: set DATABASE_URL to " + DatabaseUrl.SHAPE);
  }
}
