package dev.tideway.app.controllers;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.AttachedFile;
import dev.tideway.app.models.IdempotencyKey;
import dev.tideway.app.services.Attachment;
import dev.tideway.app.services.FileService;
import dev.tideway.app.storage.RequiresStorage;
import dev.tideway.app.uploads.PacedStream;
import dev.tideway.app.uploads.UploadRefused;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Uploads, from programs and from pages. */
@Singleton
@RequiresDatabase
@RequiresStorage
public class Attaching {
  private final FileService files;
  private final UploadRequests requests;

  Attaching(FileService files, UploadRequests requests) {
    this.files = files;
    this.requests = requests;
  }

  /** Attaches the file in {@code body}; {@code done} is answered when it is there. */
  public HttpResponse<?> attach(
      UUID id,
      HttpHeaders headers,
      InputStream body,
      Optional<IdempotencyKey> key,
      Function<AttachedFile, HttpResponse<?>> done) {
    try (PacedStream paced = requests.paced(body)) {
      return switch (files.attach(id, requests.read(headers, paced, files.deadline()), key)) {
        case Attachment.Attached(AttachedFile file) -> done.apply(file);
        case Attachment.NoItem() -> UploadAnswers.unread(ItemController.missing(id));
        case Attachment.TooMany(int most) -> UploadAnswers.tooMany(most);
        case Attachment.KeyReused() -> UploadAnswers.keyReused();
        case Attachment.Busy() -> UploadAnswers.busy();
        case Attachment.GivenUp() -> UploadAnswers.givenUp();
      };
    } catch (UploadRefused refused) {
      return UploadAnswers.refused(refused);
    } catch (IOException connectionBroke) {
      return UploadAnswers.brokenOff();
    }
  }
}
