package dev.tideway.app.controllers;

import dev.tideway.app.storage.RequiresStorage;
import dev.tideway.app.storage.StorageUrl;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Where no storage is configured, files say so; the rest of the app works. */
@ServerFilter({ItemController.PATH + "/*/files", ItemController.PATH + "/*/files/**"})
// After the database's, without which a storage is of no use.
@Order(NotConfigured.AFTER_SECURITY + 1)
@Requires(missingProperty = RequiresStorage.PROPERTY)
final class StorageGate {
  @RequestFilter
  HttpResponse<?> refuse(HttpRequest<?> request) {
    return NotConfigured.answer(
        request, "no storage for files is configured: set STORAGE_URL to " + StorageUrl.SHAPES);
  }
}
