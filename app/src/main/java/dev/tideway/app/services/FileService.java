package dev.tideway.app.services;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.AttachedFile;
import dev.tideway.app.models.FileList;
import dev.tideway.app.models.IdempotencyKey;
import dev.tideway.app.repositories.FileRepository;
import dev.tideway.app.storage.RequiresStorage;
import dev.tideway.app.storage.Storage;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.convert.format.ReadableBytes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Files of items: a record in the database, bytes in the storage, and never one without the other.
 */
@Singleton
@RequiresDatabase
@RequiresStorage
public class FileService {
  private static final int MOST_UPLOADS = 64;

  private final FileRepository files;
  private final FileRecords records;
  private final Leftovers leftovers;
  private final Storage storage;
  private final InstantSource clock;
  private final Semaphore uploads;
  private final Duration patience;

  FileService(
      FileRepository files,
      FileRecords records,
      Leftovers leftovers,
      Storage storage,
      InstantSource clock,
      @Property(name = "files.memory") @ReadableBytes int memory,
      @Property(name = "files.patience") Duration patience) {
    this.files = files;
    this.records = records;
    this.leftovers = leftovers;
    this.storage = storage;
    this.clock = clock;
    this.uploads =
        new Semaphore(Math.clamp(memory / storage.memoryOfAnUpload(), 1, MOST_UPLOADS), true);
    this.patience = patience;
  }

  /** Until when an upload that begins now has to be over. */
  public Instant deadline() {
    return clock.instant().plus(FileRecords.LONGEST_UPLOAD);
  }

  /**
   * Stores a file as its bytes come, and attaches it when all of them are there.
   *
   * @throws IOException what reading the bytes threw; then nothing was attached
   */
  public Attachment attach(UUID itemId, Upload upload, Optional<IdempotencyKey> idempotencyKey)
      throws IOException {
    if (!files.itemExists(itemId)) {
      return new Attachment.NoItem();
    }
    // Each upload holds buffers. The others wait unread, and TCP makes their clients wait.
    if (!acquired()) {
      return new Attachment.Busy();
    }
    try {
      return store(UUID.randomUUID(), itemId, upload, idempotencyKey);
    } finally {
      uploads.release();
    }
  }

  private Attachment store(
      UUID id, UUID itemId, Upload upload, Optional<IdempotencyKey> idempotencyKey)
      throws IOException {
    records.begin(id);
    boolean attached = false;
    try {
      storage.write(id.toString(), upload.bytes());
      AttachedFile file =
          new AttachedFile(
              id,
              itemId,
              upload.name(),
              upload.type(),
              upload.bytes().size(),
              HexFormat.of().formatHex(upload.bytes().sha256()),
              clock.instant().truncatedTo(ChronoUnit.MICROS));
      Attachment attachment = records.finish(file, idempotencyKey);
      attached = attachment.equals(new Attachment.Attached(file));
      return attachment;
    } finally {
      if (!attached) {
        leftovers.discard(id);
      }
    }
  }

  /** The files of an item, the oldest first; empty when there is no such item. */
  public Optional<FileList> list(UUID itemId) {
    FileList list = new FileList(files.findByItemIdOrderByCreatedAtAscAndIdAsc(itemId));
    return list.files().isEmpty() && !files.itemExists(itemId)
        ? Optional.empty()
        : Optional.of(list);
  }

  public Optional<AttachedFile> find(UUID itemId, UUID id) {
    return files.findByIdAndItemId(id, itemId);
  }

  /**
   * {@code length} bytes of a file, from {@code from} on; whoever asks for them closes the stream.
   */
  public InputStream read(AttachedFile file, long from, long length) {
    return storage.read(file.id().toString(), from, length);
  }

  /** Whether it was there. */
  public boolean delete(UUID itemId, UUID id) {
    if (files.deleteByIdAndItemId(id, itemId) == 0) {
      return false;
    }
    leftovers.discard(id);
    return true;
  }

  private boolean acquired() {
    try {
      return uploads.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
