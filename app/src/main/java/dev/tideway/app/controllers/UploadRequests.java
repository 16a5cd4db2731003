package dev.tideway.app.controllers;

import dev.tideway.app.services.Upload;
import dev.tideway.app.storage.RequiresStorage;
import dev.tideway.app.uploads.CheckedStream;
import dev.tideway.app.uploads.ContentDigest;
import dev.tideway.app.uploads.FileName;
import dev.tideway.app.uploads.FileTypes;
import dev.tideway.app.uploads.MultipartFile;
import dev.tideway.app.uploads.PacedStream;
import dev.tideway.app.uploads.PartDisposition;
import dev.tideway.app.uploads.UploadRefused;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.convert.format.ReadableBytes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Turns the body of a request into an {@link Upload}, having read no more than its beginning. */
@Singleton
@RequiresStorage
class UploadRequests {
  private static final String REPR_DIGEST = "Repr-Digest";
  private static final String CONTENT_DIGEST = "Content-Digest";

  // Boundaries and headers around the file.
  private static final long AROUND = 64 * 1024;

  private final long most;
  private final FileTypes types;
  private final PacedStream.Pace pace;
  private final InstantSource clock;
  private final TaskScheduler timer;

  UploadRequests(
      @Property(name = "files.max-size") @ReadableBytes long most,
      @Property(name = "files.types") List<String> types,
      @Property(name = "files.least-per-second") @ReadableBytes long least,
      @Property(name = "files.averaged-over") Duration over,
      InstantSource clock,
      TaskScheduler timer) {
    this.most = most;
    this.types = new FileTypes(types);
    this.pace = new PacedStream.Pace(least, over);
    this.clock = clock;
    this.timer = timer;
  }

  /** The body as it has to come; whoever is done with it closes it. */
  PacedStream paced(InputStream body) {
    return new PacedStream(body, pace, clock, timer);
  }

  Upload read(HttpHeaders headers, PacedStream body, Instant deadline) throws IOException {
    if (headers.contentLength().orElse(0) > most + AROUND) {
      throw new UploadRefused(
          UploadRefused.Reason.TOO_LARGE, "the file is too large: send at most " + most + " bytes");
    }
    // A digest among the request's headers is one of the whole body, boundaries and all.
    CheckedStream whole =
        new CheckedStream(
            body,
            new CheckedStream.Limits(most + AROUND, deadline, clock),
            digest(header(headers, REPR_DIGEST), header(headers, CONTENT_DIGEST)));
    MultipartFile part =
        MultipartFile.open(header(headers, HttpHeaders.CONTENT_TYPE).orElse(""), whole);
    PartDisposition disposition =
        PartDisposition.parse(part.header(HttpHeaders.CONTENT_DISPOSITION).orElse(""));
    if (!disposition.name().equals(Optional.of("file")) || disposition.fileName().isEmpty()) {
      throw new UploadRefused(
          UploadRefused.Reason.MALFORMED,
          "the part isn't a file called file: write it as curl -F file=@NAME does");
    }
    PushbackInputStream content = new PushbackInputStream(part, FileTypes.HEAD);
    byte[] head = content.readNBytes(FileTypes.HEAD);
    content.unread(head);
    return new Upload(
        FileName.safe(disposition.fileName().get()),
        types.judge(part.header(HttpHeaders.CONTENT_TYPE), head),
        new CheckedStream(
            content,
            new CheckedStream.Limits(most, deadline, clock),
            digest(part.header(REPR_DIGEST), part.header(CONTENT_DIGEST))));
  }

  private static Optional<byte[]> digest(Optional<String> repr, Optional<String> content)
      throws UploadRefused {
    // Without a Content-Encoding, which uploads don't have, the two mean the same.
    Optional<byte[]> expected = ContentDigest.expected(repr);
    return expected.isPresent() ? expected : ContentDigest.expected(content);
  }

  private static Optional<String> header(HttpHeaders headers, String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
