package dev.tideway.app.controllers;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.AttachedFile;
import dev.tideway.app.models.FileList;
import dev.tideway.app.models.IdempotencyKey;
import dev.tideway.app.problems.AnswersProblems;
import dev.tideway.app.problems.Problem;
import dev.tideway.app.security.Roles;
import dev.tideway.app.services.FileService;
import dev.tideway.app.storage.RequiresStorage;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Head;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.net.URI;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Files of items over HTTP. */
@Controller(FileController.PATH)
@RequiresDatabase
@RequiresStorage
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Roles.VIEWER)
@Tag(name = "files")
@SecurityRequirement(name = "bearer")
class FileController {
  static final String PATH = ItemController.PATH + "/{id}/files";

  private final FileService files;
  private final Attaching attaching;

  FileController(FileService files, Attaching attaching) {
    this.files = files;
    this.attaching = attaching;
  }

  /** Lists the files of an item, the oldest first. */
  @Get
  @AnswersProblems
  @ApiResponse(
      responseCode = "200",
      description = "All of them",
      content = @Content(schema = @Schema(implementation = FileList.class)))
  HttpResponse<?> list(UUID id) {
    return files
        .list(id)
        .<HttpResponse<?>>map(HttpResponse::ok)
        .orElseGet(() -> ItemController.missing(id));
  }

  /**
   * Attaches a file to an item. It is there when all of it has come and been checked, or not at
   * all.
   *
   * @param key any text of your choice, kept for a day; with it at most one file is attached
   */
  @Post
  @Secured(Roles.EDITOR)
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @AnswersProblems
  @RequestBody(
      description =
          "One part called file. With a Repr-Digest of SHA-256 among the headers of the part, what"
              + " arrives is checked against it",
      content =
          @Content(
              mediaType = MediaType.MULTIPART_FORM_DATA,
              schema = @Schema(implementation = FileForm.class)))
  @ApiResponse(
      responseCode = "201",
      description = "Attached, now or before for this key; Location and ETag name it",
      content = @Content(schema = @Schema(implementation = AttachedFile.class)))
  HttpResponse<?> attach(
      UUID id,
      @Header(ItemController.KEY_HEADER) @Nullable @Schema(pattern = IdempotencyKey.PATTERN)
          String key,
      Principal caller,
      HttpRequest<?> request,
      @Body InputStream body) {
    return ItemController.withKey(
        caller,
        key,
        once ->
            attaching.attach(
                id,
                request.getHeaders(),
                body,
                once,
                file ->
                    HttpResponse.created(file, URI.create(path(file)))
                        .header(HttpHeaders.ETAG, Download.etag(file))));
  }

  /** What is sent to attach a file. */
  @Schema(name = "FileForm")
  record FileForm(@Schema(type = "string", format = "binary") String file) {}

  /**
   * Downloads a file, or one range of it.
   *
   * @param range such as bytes=0-1023; more than one range at once is answered with all of it
   * @param ifRange an ETag or date: the range is answered only if the file still is that
   * @param ifNoneMatch an ETag that the client has the file of; then 304
   */
  @Get(value = "/{file}", headRoute = false)
  @Produces(MediaType.ALL)
  @AnswersProblems
  @ApiResponse(
      responseCode = "200",
      description = "All of it; Repr-Digest has its SHA-256",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(responseCode = "206", description = "The range; Content-Range says which")
  @ApiResponse(responseCode = "304", description = "It still is what the client has")
  // The three headers are parameters for the OpenAPI document alone: Download reads them itself.
  HttpResponse<?> download(
      UUID id,
      UUID file,
      @Header(HttpHeaders.RANGE) @Nullable String range,
      @Header(HttpHeaders.IF_RANGE) @Nullable String ifRange,
      @Header(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      HttpRequest<?> request) {
    return files
        .find(id, file)
        .<HttpResponse<?>>map(
            found -> new Download(found, request.getHeaders()).answer(files::read))
        .orElseGet(() -> missing(id, file));
  }

  /** Says what a download would. */
  @Head("/{file}")
  @AnswersProblems
  @ApiResponse(responseCode = "200", description = "The headers of a download")
  HttpResponse<?> head(UUID id, UUID file, HttpRequest<?> request) {
    return files
        .find(id, file)
        .<HttpResponse<?>>map(found -> new Download(found, request.getHeaders()).head())
        .orElseGet(() -> missing(id, file));
  }

  /** Deletes a file. It never changes, so there is no version to name. */
  @Delete("/{file}")
  @Secured(Roles.EDITOR)
  @AnswersProblems
  @ApiResponse(responseCode = "204", description = "Deleted")
  HttpResponse<?> delete(UUID id, UUID file) {
    return files.delete(id, file) ? HttpResponse.noContent() : missing(id, file);
  }

  private static String path(AttachedFile file) {
    return ItemController.PATH + "/" + file.itemId() + "/files/" + file.id();
  }

  private static HttpResponse<?> missing(UUID id, UUID file) {
    return Problem.of(
        HttpStatus.NOT_FOUND,
        "there is no file "
            + file
            + " of that item: GET "
            + ItemController.PATH
            + "/"
            + id
            + "/files lists those there are");
  }
}
