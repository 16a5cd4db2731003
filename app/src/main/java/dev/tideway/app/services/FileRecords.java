package dev.tideway.app.services;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.AttachedFile;
import dev.tideway.app.models.IdempotencyKey;
import dev.tideway.app.models.Leftover;
import dev.tideway.app.repositories.FileRepository;
import dev.tideway.app.repositories.LeftoverRepository;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the database knows of an upload. Its key is recorded before a byte is stored, and becomes a
 * file in one transaction when all of them are: there is never a file without bytes, nor bytes that
 * nobody knows of.
 */
@Singleton
@RequiresDatabase
class FileRecords {
  /** How long an upload may take. */
  static final Duration LONGEST_UPLOAD = Duration.ofHours(1);

  /** An item with more files is a file system. */
  static final int MOST_FILES = 100;

  // Well after the longest upload: what is removed must not be written to any more.
  private static final Duration LEFT_BEHIND = LONGEST_UPLOAD.multipliedBy(2);

  // When a removal that wasn't seen to succeed is tried again.
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final FileRepository files;
  private final LeftoverRepository leftovers;
  private final KeyedAnswers answers;
  private final InstantSource clock;

  FileRecords(
      FileRepository files,
      LeftoverRepository leftovers,
      KeyedAnswers answers,
      InstantSource clock) {
    this.files = files;
    this.leftovers = leftovers;
    this.answers = answers;
    this.clock = clock;
  }

  /** Records that there may be bytes under this key. */
  void begin(UUID key) {
    leftovers.save(new Leftover(key, clock.instant().plus(LEFT_BEHIND), false));
  }

  /** What an {@code Idempotency-Key} stands for. */
  @Serdeable
  record Request(UUID itemId, String name, String type, String sha256) {}

  /** Makes the file whose bytes are there; or says why not, and then changes nothing. */
  @Transactional
  Attachment finish(AttachedFile file, Optional<IdempotencyKey> idempotencyKey) {
    if (!files.lockItem(file.itemId())) {
      return new Attachment.NoItem();
    }
    if (!leftovers.lock(file.id())) {
      return new Attachment.GivenUp();
    }
    Request request = new Request(file.itemId(), file.name(), file.type(), file.sha256());
    if (files.countByItemId(file.itemId()) >= MOST_FILES) {
      // The request may be one that was answered when there still was room.
      return earlier(idempotencyKey, request).orElseGet(() -> new Attachment.TooMany(MOST_FILES));
    }
    if (idempotencyKey.isPresent() && !answers.claim(idempotencyKey.get(), request, file)) {
      return earlier(idempotencyKey, request).orElseGet(Attachment.KeyReused::new);
    }
    leftovers.deleteByKey(file.id());
    return new Attachment.Attached(files.save(file));
  }

  /** Whether the bytes under this key may be removed; then they can't become a file any more. */
  boolean close(UUID key) {
    // Due later, in case whoever closes it doesn't come to removing them.
    return leftovers.close(key, clock.instant().plus(AGAIN)) == 1;
  }

  /** Keys whose bytes are to be removed, closed. */
  List<UUID> takeDue(int limit) {
    Instant now = clock.instant();
    return leftovers.takeDue(now, now.plus(AGAIN), limit);
  }

  /** The bytes under this key are gone. */
  void forget(UUID key) {
    leftovers.deleteByKey(key);
  }

  private Optional<Attachment> earlier(Optional<IdempotencyKey> idempotencyKey, Request request) {
    return idempotencyKey
        .flatMap(key -> answers.answered(key, request, AttachedFile.class))
        .map(Attachment.Attached::new);
  }
}
