package dev.tideway.app.controllers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.app.Await;
import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.Uploads;
import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.storage.FaultyStorage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** An app whose storage fails as it is told to, and which collects what is left behind at once. */
final class FaultyApp implements AutoCloseable {
  static final byte[] TEXT = "0123456789".repeat(10_000).getBytes(StandardCharsets.UTF_8);

  private final Map<String, String> database =
      TestPostgres.migrated(
          "STORAGE_URL", "file:///none", "FILES_MAX_SIZE", "1MB", "FILES_MEMORY", "4MB");
  private final TestApp app =
      TestApp.start(
          database,
          Map.of(
              FaultyStorage.PROPERTY, "true", "files.collect", "100ms", "files.patience", "200ms"));
  private final FaultyStorage storage = app.bean(FaultyStorage.class);
  private final String files = Uploads.newItem(app.http());

  Http http() {
    return app.http();
  }

  FaultyStorage storage() {
    return storage;
  }

  /** The path of an item's files. */
  String files() {
    return files;
  }

  /** Its environment, for another one that shares its database. */
  Map<String, String> environment() {
    return database;
  }

  void assertNothingIsLeft() {
    await("no bytes to be left", () -> storage.keys() == 0 && count("file_leftovers") == 0);
    assertEquals(0, count("files"));
    assertEquals("{\"files\":[]}", http().get(files).body());
  }

  void await(String what, BooleanSupplier condition) {
    Await.until(() -> what + ": " + storage, condition);
  }

  int count(String from) {
    return TestPostgres.count(database, from);
  }

  int execute(String sql) {
    return TestPostgres.execute(database, sql);
  }

  @Override
  public void close() {
    app.close();
  }
}
