package dev.tideway.app.pages;

import dev.tideway.app.controllers.ItemForm;
import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.IdempotencyKey;
import dev.tideway.app.models.Item;
import dev.tideway.app.models.Versions;
import dev.tideway.app.pages.templates.JteitemFieldsGenerated;
import dev.tideway.app.pages.templates.JteitemFormGenerated;
import dev.tideway.app.problems.Problem;
import dev.tideway.app.security.Roles;
import dev.tideway.app.services.Change;
import dev.tideway.app.services.Creation;
import dev.tideway.app.services.ItemService;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.validation.validator.Validator;
import io.swagger.v3.oas.annotations.Hidden;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Items to write, by plain forms: POST, redirect, GET. */
@Controller("/items")
@RequiresDatabase
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Roles.EDITOR)
@Produces(MediaType.ALL)
@Hidden
class ItemForms {
  private static final String SENT_BEFORE =
      "This form was sent before, with other content: that item is in the list. Send it again if"
          + " this is to be another one.";

  private final ItemService items;
  private final Validator validator;
  private final Pages pages;

  ItemForms(ItemService items, Validator validator, Pages pages) {
    this.items = items;
    this.validator = validator;
    this.pages = pages;
  }

  @Get("/new")
  MutableHttpResponse<?> empty(HttpRequest<?> request) {
    return form(request, HttpStatus.OK, Optional.empty(), ItemInput.empty(), Map.of(), "");
  }

  @Get("/{id}/edit")
  MutableHttpResponse<?> edit(HttpRequest<?> request, UUID id) {
    return items
        .find(id)
        .<MutableHttpResponse<?>>map(
            item -> form(request, HttpStatus.OK, Optional.of(id), ItemInput.of(item), Map.of(), ""))
        .orElseGet(ItemPages::missing);
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<?> create(
      HttpRequest<?> request,
      @Nullable String name,
      @Nullable String description,
      @Nullable String category,
      @Nullable String status,
      @Nullable String quantity,
      @Nullable String key,
      Principal caller) {
    ItemInput input = ItemInput.sent(name, description, category, status, quantity, key, null);
    Map<String, String> errors = errors(input);
    if (!errors.isEmpty()) {
      return form(request, HttpStatus.BAD_REQUEST, Optional.empty(), input, errors, "");
    }
    Optional<IdempotencyKey> once = IdempotencyKey.of(caller.getName(), input.key());
    return switch (items.create(input.form().draft(), once)) {
      case Creation.Created(Item item) ->
          Htmx.redirect(request, Notice.CREATED.after("/items/" + item.id()));
      case Creation.KeyReused() ->
          form(
              request, HttpStatus.CONFLICT, Optional.empty(), input.again(), Map.of(), SENT_BEFORE);
    };
  }

  @Post("/{id}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<?> update(
      HttpRequest<?> request,
      UUID id,
      @Nullable String name,
      @Nullable String description,
      @Nullable String category,
      @Nullable String status,
      @Nullable String quantity,
      @Nullable String version) {
    ItemInput input = ItemInput.sent(name, description, category, status, quantity, null, version);
    Map<String, String> errors = errors(input);
    if (!errors.isEmpty()) {
      return form(request, HttpStatus.BAD_REQUEST, Optional.of(id), input, errors, "");
    }
    return switch (items.update(id, input.form().draft(), seen(input.version()))) {
      case Change.Done(Item item) -> Htmx.redirect(request, Notice.SAVED.after("/items/" + id));
      case Change.Missing() -> ItemPages.missing();
      case Change.Stale() -> stale(request, id, input);
    };
  }

  @Post("/{id}/delete")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<?> delete(HttpRequest<?> request, UUID id, @Nullable String version) {
    return switch (items.delete(id, seen(Optional.ofNullable(version).orElse("")))) {
      case Change.Done(Item item) -> Htmx.redirect(request, Notice.DELETED.after("/items"));
      case Change.Missing() -> ItemPages.missing();
      case Change.Stale() ->
          Problem.of(
              HttpStatus.PRECONDITION_FAILED,
              "somebody has changed this item since you opened it: look at it again, then decide");
    };
  }

  // What was written stays, and goes over the newest version if it is sent again.
  private MutableHttpResponse<?> stale(HttpRequest<?> request, UUID id, ItemInput input) {
    return items
        .find(id)
        .<MutableHttpResponse<?>>map(
            newest ->
                form(
                    request,
                    HttpStatus.PRECONDITION_FAILED,
                    Optional.of(id),
                    input.over(newest),
                    Map.of(),
                    "Somebody has changed this item since you opened it: it is now “"
                        + newest.name()
                        + "”, "
                        + Words.of(newest.status())
                        + ", "
                        + Words.number(newest.quantity())
                        + " of them. Save again to put what is written here in its place."))
        .orElseGet(ItemPages::missing);
  }

  private Map<String, String> errors(ItemInput input) {
    Map<String, String> errors = new TreeMap<>();
    validator
        .validate(input.form())
        .forEach(
            wrong -> errors.putIfAbsent(wrong.getPropertyPath().toString(), wrong.getMessage()));
    if (!input.quantityIsReadable()) {
      errors.put("quantity", ItemForm.QUANTITY_WORDS);
    }
    return errors;
  }

  private static Versions seen(String version) {
    return version.matches("[0-9]{1,18}")
        ? new Versions.OneOf(Set.of(Long.valueOf(version)))
        : new Versions.OneOf(Set.of());
  }

  private MutableHttpResponse<?> form(
      HttpRequest<?> request,
      HttpStatus status,
      Optional<UUID> id,
      ItemInput input,
      Map<String, String> errors,
      String conflict) {
    ItemFormView view = new ItemFormView(id, input, errors, conflict);
    if (Htmx.asks(request)) {
      return Pages.html(status, out -> JteitemFieldsGenerated.render(out, null, view));
    }
    Page page =
        pages.around(request, id.isPresent() ? "Edit an item" : "New item", Page.Section.ITEMS);
    return Pages.html(status, out -> JteitemFormGenerated.render(out, null, page, view));
  }
}
