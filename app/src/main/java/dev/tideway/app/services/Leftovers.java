package dev.tideway.app.services;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.storage.RequiresStorage;
import dev.tideway.app.storage.Storage;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes bytes that belong to no file: at once where an upload failed or a file was deleted, later
 * where the process, the database or the storage didn't live to see that. It goes by the keys that
 * the database has, and never by what it finds in the storage, where other things may be.
 */
@Singleton
@RequiresDatabase
@RequiresStorage
class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final int AT_A_TIME = 100;

  private final FileRecords records;
  private final Storage storage;

  Leftovers(FileRecords records, Storage storage) {
    this.records = records;
    this.storage = storage;
  }

  /** Removes the bytes under a key, unless they have become a file after all. */
  void discard(UUID key) {
    try {
      // A commit whose answer was lost has made a file: then there is no such key to close.
      if (records.close(key)) {
        remove(key);
      }
    } catch (RuntimeException e) {
      later(key, e);
    }
  }

  /** Removes what is due; several pods may do so at once. */
  @Scheduled(initialDelay = "${files.collect:1m}", fixedDelay = "${files.collect:1m}")
  void collect() {
    List<UUID> keys;
    do {
      keys = records.takeDue(AT_A_TIME);
      for (UUID key : keys) {
        try {
          remove(key);
        } catch (RuntimeException e) {
          later(key, e);
        }
      }
    } while (keys.size() == AT_A_TIME);
  }

  private void remove(UUID key) {
    storage.delete(key.toString());
    records.forget(key);
  }

  private static void later(UUID key, RuntimeException e) {
    LOG.atWarn()
        .addKeyValue("key", key)
        .addKeyValue("reason", e.getMessage())
        .log("bytes that belong to no file could not be removed; tried again later");
  }
}
