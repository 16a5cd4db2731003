package dev.tideway.app.controllers;

import dev.tideway.app.models.AttachedFile;
import dev.tideway.app.problems.Problem;
import dev.tideway.app.uploads.ContentDigest;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The answer to one request for a file: conditions first, then the range (RFC 9110, 13 and 14). */
record Download(AttachedFile file, HttpHeaders request) {
  // RFC 9110 wants two digits of the day, where Java's own RFC 1123 format writes one.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  // No client has the file of then, so that Micronaut, too, finds it modified: what conditions mean
  // has been judged by the time there is a body, and Micronaut knows but one of them.
  private static final long CHECKED = Long.MIN_VALUE;

  /** Where the bytes come from. */
  interface Source {
    InputStream read(AttachedFile file, long from, long length);
  }

  static String etag(AttachedFile file) {
    return "\"" + file.sha256() + "\"";
  }

  HttpResponse<?> answer(Source source) {
    return answer(range(), source);
  }

  /** To HEAD, for which ranges mean nothing (RFC 9110, 14.2). */
  HttpResponse<?> head() {
    return answer(new ByteRange.All(), (f, from, length) -> InputStream.nullInputStream());
  }

  private HttpResponse<?> answer(ByteRange range, Source source) {
    if (!wanted()) {
      return Problem.of(
          HttpStatus.PRECONDITION_FAILED,
          "this file isn't the one that If-Match or If-Unmodified-Since names: ask for it again"
              + " without");
    }
    if (known()) {
      return described(HttpResponse.notModified());
    }
    return switch (range) {
      case ByteRange.All() -> described(body(HttpResponse.ok(), source, 0, file.size()));
      case ByteRange.Some(long from, long length) ->
          described(body(HttpResponse.status(HttpStatus.PARTIAL_CONTENT), source, from, length))
              .header(
                  HttpHeaders.CONTENT_RANGE,
                  "bytes " + from + "-" + (from + length - 1) + "/" + file.size());
      case ByteRange.Nothing() ->
          Problem.of(
                  HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                  "the file has " + file.size() + " bytes: ask for some of these")
              .header(HttpHeaders.CONTENT_RANGE, "bytes */" + file.size());
    };
  }

  private boolean wanted() {
    Optional<String> ifMatch = header(HttpHeaders.IF_MATCH);
    return ifMatch.isPresent()
        ? ETags.strong(ifMatch.get(), etag(file))
        : date(HttpHeaders.IF_UNMODIFIED_SINCE)
            .map(since -> !modified().isAfter(since))
            .orElse(true);
  }

  private boolean known() {
    Optional<String> ifNoneMatch = header(HttpHeaders.IF_NONE_MATCH);
    return ifNoneMatch.isPresent()
        ? ETags.weak(ifNoneMatch.get(), etag(file))
        : date(HttpHeaders.IF_MODIFIED_SINCE)
            .map(since -> !modified().isAfter(since))
            .orElse(false);
  }

  private ByteRange range() {
    Optional<String> ifRange = header(HttpHeaders.IF_RANGE).map(String::strip);
    boolean same =
        ifRange.isEmpty()
            || ifRange.get().equals(etag(file))
            || ifRange.get().equals(DATE.format(modified()));
    return same ? ByteRange.of(header(HttpHeaders.RANGE), file.size()) : new ByteRange.All();
  }

  private MutableHttpResponse<?> body(
      MutableHttpResponse<?> response, Source source, long from, long length) {
    return response
        .contentLength(length)
        .body(
            new StreamedFile(
                source.read(file, from, length), MediaType.of(file.type()), CHECKED, length));
  }

  private MutableHttpResponse<?> described(MutableHttpResponse<?> response) {
    return response
        .header(HttpHeaders.ETAG, etag(file))
        .header(HttpHeaders.LAST_MODIFIED, DATE.format(modified()))
        .header(HttpHeaders.ACCEPT_RANGES, "bytes")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .header(HttpHeaders.CONTENT_DISPOSITION, Disposition.attachment(file.name()))
        .header("Repr-Digest", ContentDigest.header(HexFormat.of().parseHex(file.sha256())));
  }

  private Instant modified() {
    return file.createdAt().truncatedTo(ChronoUnit.SECONDS);
  }

  private Optional<String> header(String name) {
    return Optional.ofNullable(request.get(name));
  }

  /** A date that can't be read is ignored. */
  private Optional<Instant> date(String name) {
    try {
      return header(name)
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
