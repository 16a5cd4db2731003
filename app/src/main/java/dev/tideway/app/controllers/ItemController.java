package dev.tideway.app.controllers;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.Cursor;
import dev.tideway.app.models.IdempotencyKey;
import dev.tideway.app.models.Item;
import dev.tideway.app.models.ItemList;
import dev.tideway.app.models.ItemPage;
import dev.tideway.app.models.ItemSort;
import dev.tideway.app.models.ItemStatus;
import dev.tideway.app.models.SearchWords;
import dev.tideway.app.models.Versions;
import dev.tideway.app.problems.AnswersProblems;
import dev.tideway.app.problems.Problem;
import dev.tideway.app.security.Roles;
import dev.tideway.app.services.Change;
import dev.tideway.app.services.Creation;
import dev.tideway.app.services.ItemService;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.security.Principal;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Items over HTTP: reads what clients write, and turns what came of it into answers. */
@Controller(ItemController.PATH)
@RequiresDatabase
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Roles.VIEWER)
@Tag(name = "items")
@SecurityRequirement(name = "bearer")
class ItemController {
  static final String PATH = "/api/v1/items";
  static final String KEY_HEADER = "Idempotency-Key";

  private final ItemService items;

  ItemController(ItemService items) {
    this.items = items;
  }

  /**
   * Lists items, a page at a time.
   *
   * @param limit how many at most
   * @param sort createdAt, name or quantity; with - before it for descending
   * @param status only those with this status
   * @param category only those of this category
   * @param q only those with words that begin so in their name or description
   * @param cursor the next of the page before, with the same sort and filters
   */
  @Get
  @AnswersProblems
  @ApiResponse(
      responseCode = "200",
      description = "A page of items",
      content = @Content(schema = @Schema(implementation = ItemPage.class)))
  HttpResponse<?> list(
      @QueryValue(defaultValue = "20")
          @Min(value = 1, message = "write 1 to 100")
          @Max(value = 100, message = "write 1 to 100")
          int limit,
      @QueryValue(defaultValue = ItemSort.DEFAULT)
          @Pattern(
              regexp = ItemSort.PATTERN,
              message = "write createdAt, name or quantity, or one of them with - before it")
          String sort,
      @QueryValue @Nullable @Pattern(regexp = ItemForm.STATUS, message = ItemForm.STATUS_WORDS)
          String status,
      @QueryValue @Nullable @Pattern(regexp = ItemForm.CATEGORY, message = ItemForm.CATEGORY_WORDS)
          String category,
      @QueryValue
          @Nullable
          @Pattern(regexp = SearchWords.PATTERN, message = "write a line of up to 100 characters")
          String q,
      @QueryValue @Nullable String cursor) {
    ItemList list =
        new ItemList(
            ItemSort.parse(sort).orElseThrow(),
            Optional.ofNullable(status).map(ItemStatus::valueOf),
            Optional.ofNullable(category),
            Optional.ofNullable(q).flatMap(SearchWords::of));
    Optional<Cursor> after = Optional.ofNullable(cursor).flatMap(Cursor::decode).filter(list::has);
    if (cursor != null && after.isEmpty()) {
      return Problem.of(
          HttpStatus.BAD_REQUEST,
          "cursor isn't one of this list: write the next of a page that was asked for with the same"
              + " sort, status, category and q, or leave it out to begin at the start");
    }
    return HttpResponse.ok(items.list(list, after, limit));
  }

  /**
   * Creates an item; with an Idempotency-Key at most one, however often it is asked.
   *
   * @param key any text of your choice, kept for a day
   */
  @Post
  @Secured(Roles.EDITOR)
  @AnswersProblems
  @ApiResponse(
      responseCode = "201",
      description = "Created, now or before for this key; Location and ETag name it",
      content = @Content(schema = @Schema(implementation = Item.class)))
  HttpResponse<?> create(
      @Header(KEY_HEADER) @Nullable @Schema(pattern = IdempotencyKey.PATTERN) String key,
      @Body @Valid ItemForm form,
      Principal caller) {
    return withKey(caller, key, once -> create(form, once));
  }

  private HttpResponse<?> create(ItemForm form, Optional<IdempotencyKey> once) {
    return switch (items.create(form.draft(), once)) {
      case Creation.Created(Item item) ->
          HttpResponse.created(item, URI.create(PATH + "/" + item.id()))
              .header(HttpHeaders.ETAG, ETags.of(item));
      case Creation.KeyReused() ->
          Problem.of(
              HttpStatus.UNPROCESSABLE_ENTITY,
              "this Idempotency-Key was used for another body: write a new key for a new item, or"
                  + " send the same body again");
    };
  }

  /**
   * Reads an item.
   *
   * @param ifNoneMatch an ETag that the client has the item of; if it still is that, 304
   */
  @Get("/{id}")
  @AnswersProblems
  @ApiResponse(
      responseCode = "200",
      description = "The item; ETag has its version",
      content = @Content(schema = @Schema(implementation = Item.class)))
  @ApiResponse(responseCode = "304", description = "It still is what If-None-Match names")
  HttpResponse<?> read(UUID id, @Header(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    return items
        .find(id)
        .<MutableHttpResponse<?>>map(item -> found(item, ifNoneMatch))
        .orElseGet(() -> missing(id));
  }

  /**
   * Replaces an item; what the body leaves out gets its default.
   *
   * @param ifMatch the ETag of the version that is to be replaced; * for any
   */
  @Put("/{id}")
  @Secured(Roles.EDITOR)
  @AnswersProblems
  @ApiResponse(
      responseCode = "200",
      description = "What it is now; ETag has its version",
      content = @Content(schema = @Schema(implementation = Item.class)))
  HttpResponse<?> update(
      UUID id,
      @Header(HttpHeaders.IF_MATCH) @Schema(pattern = ETags.OURS) String ifMatch,
      @Body @Valid ItemForm form) {
    return onMatch(
        id,
        ifMatch,
        versions -> items.update(id, form.draft(), versions),
        item -> HttpResponse.ok(item).header(HttpHeaders.ETAG, ETags.of(item)));
  }

  /**
   * Deletes an item.
   *
   * @param ifMatch the ETag of the version that is to be deleted; * for any
   */
  @Delete("/{id}")
  @Secured(Roles.EDITOR)
  @AnswersProblems
  @ApiResponse(responseCode = "204", description = "Deleted")
  HttpResponse<?> delete(
      UUID id, @Header(HttpHeaders.IF_MATCH) @Schema(pattern = ETags.OURS) String ifMatch) {
    return onMatch(
        id, ifMatch, versions -> items.delete(id, versions), item -> HttpResponse.noContent());
  }

  private static HttpResponse<?> onMatch(
      UUID id,
      String ifMatch,
      Function<Versions, Change> change,
      Function<Item, HttpResponse<?>> done) {
    Optional<Versions> versions = ETags.ifMatch(ifMatch);
    if (versions.isEmpty()) {
      return Problem.of(
          HttpStatus.BAD_REQUEST,
          "If-Match can't be read: write an ETag with its quotes, as in If-Match: \"3\", or *");
    }
    return switch (change.apply(versions.get())) {
      case Change.Done(Item item) -> done.apply(item);
      case Change.Missing() -> missing(id);
      case Change.Stale() ->
          Problem.of(
              HttpStatus.PRECONDITION_FAILED,
              "somebody has changed this item since: read it again, and write the new ETag in"
                  + " If-Match");
    };
  }

  private static MutableHttpResponse<?> found(Item item, @Nullable String ifNoneMatch) {
    MutableHttpResponse<?> response =
        ifNoneMatch != null && ETags.known(ifNoneMatch, item)
            ? HttpResponse.notModified()
            : HttpResponse.ok(item);
    return response.header(HttpHeaders.ETAG, ETags.of(item));
  }

  /** What {@code answer} makes of the caller's key, or of none. */
  static HttpResponse<?> withKey(
      Principal caller,
      @Nullable String key,
      Function<Optional<IdempotencyKey>, HttpResponse<?>> answer) {
    if (key == null) {
      return answer.apply(Optional.empty());
    }
    Optional<IdempotencyKey> known = IdempotencyKey.of(caller.getName(), key);
    return known.isPresent()
        ? answer.apply(known)
        : Problem.of(
            HttpStatus.BAD_REQUEST,
            "Idempotency-Key can't be taken: write 1 to 255 visible ASCII characters, such as a"
                + " UUID");
  }

  static MutableHttpResponse<?> missing(UUID id) {
    return Problem.of(
        HttpStatus.NOT_FOUND,
        "there is no item " + id + ": GET " + PATH + " lists those there are");
  }
}
