package dev.tideway.app.controllers;

import dev.tideway.app.problems.Problem;
import dev.tideway.app.storage.StorageUrl;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Where no storage is configured, files say so; the rest of the app works. */
@ServerFilter({ItemController.PATH + "/*/files", ItemController.PATH + "/*/files/**"})
@Requires(missingBeans = StorageUrl.class)
final class StorageGate {
  @RequestFilter
  HttpResponse<?> refuse() {
    return Problem.of(
        HttpStatus.SERVICE_UNAVAILABLE,
        "no storage for files is configured: set STORAGE_URL to " + StorageUrl.SHAPES);
  }
}
