package dev.tideway.app.pages;

import dev.tideway.app.controllers.ItemForm;
import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.Cursor;
import dev.tideway.app.models.FileList;
import dev.tideway.app.models.Item;
import dev.tideway.app.models.ItemList;
import dev.tideway.app.models.ItemPage;
import dev.tideway.app.models.ItemSort;
import dev.tideway.app.models.ItemStatus;
import dev.tideway.app.models.SearchWords;
import dev.tideway.app.pages.templates.JteitemGenerated;
import dev.tideway.app.pages.templates.JteitemListPartGenerated;
import dev.tideway.app.pages.templates.JteitemRowsGenerated;
import dev.tideway.app.pages.templates.JteitemsGenerated;
import dev.tideway.app.problems.Problem;
import dev.tideway.app.security.Roles;
import dev.tideway.app.services.FileService;
import dev.tideway.app.services.ItemService;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Items to look at: the list with its search, and each. */
@Controller("/items")
@RequiresDatabase
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Roles.VIEWER)
@Produces(MediaType.ALL)
@Hidden
class ItemPages {
  private static final int LIMIT = 20;

  private final ItemService items;
  private final Optional<FileService> files;
  private final Pages pages;

  ItemPages(ItemService items, @Nullable FileService files, Pages pages) {
    this.files = Optional.ofNullable(files);
    this.items = items;
    this.pages = pages;
  }

  @Get
  MutableHttpResponse<?> list(
      HttpRequest<?> request,
      @QueryValue(defaultValue = "") String q,
      @QueryValue(defaultValue = "") String status,
      @QueryValue(defaultValue = "") String category,
      @QueryValue(defaultValue = "") String sort,
      @QueryValue(defaultValue = "") String cursor) {
    ItemsView.Query query = query(q, status, category, sort);
    ItemList list =
        new ItemList(
            ItemSort.parse(query.sort()).orElseThrow(),
            Optional.of(query.status()).filter(s -> !s.isEmpty()).map(ItemStatus::valueOf),
            Optional.of(query.category()).filter(c -> !c.isEmpty()),
            SearchWords.of(query.q()));
    Optional<Cursor> after = Cursor.decode(cursor).filter(list::has);
    ItemPage page = items.list(list, after, LIMIT);
    ItemsView view = new ItemsView(query, page.items(), page.next(), after.isEmpty());
    if (!Htmx.asks(request)) {
      return pages.page(
          request,
          "Items",
          Page.Section.ITEMS,
          (out, around) -> JteitemsGenerated.render(out, null, around, view));
    }
    return after.isPresent()
        ? Pages.html(HttpStatus.OK, out -> JteitemRowsGenerated.render(out, null, view))
        : Pages.html(HttpStatus.OK, out -> JteitemListPartGenerated.render(out, null, view));
  }

  @Get("/{id}")
  MutableHttpResponse<?> show(HttpRequest<?> request, String id) {
    return find(id)
        .<MutableHttpResponse<?>>map(
            item ->
                pages.page(
                    request,
                    item.name(),
                    Page.Section.ITEMS,
                    (out, around) -> JteitemGenerated.render(out, null, around, view(item))))
        .orElseGet(ItemPages::missing);
  }

  static MutableHttpResponse<?> missing() {
    return missing("item");
  }

  static MutableHttpResponse<?> missing(String what) {
    return Problem.of(
        HttpStatus.NOT_FOUND,
        "there is no such " + what + ": somebody may have deleted it, or its address is not whole");
  }

  private ItemView view(Item item) {
    return new ItemView(item, files.flatMap(f -> f.list(item.id())).map(FileList::files));
  }

  private Optional<Item> find(String id) {
    try {
      return items.find(UUID.fromString(id));
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
  }

  // An address that somebody has written by hand shows what of it can be read.
  private static ItemsView.Query query(String q, String status, String category, String sort) {
    boolean known = Arrays.stream(ItemStatus.values()).anyMatch(s -> s.name().equals(status));
    return new ItemsView.Query(
        q.matches(SearchWords.PATTERN) ? q.strip() : "",
        known ? status : "",
        category.matches(ItemForm.CATEGORY) ? category : "",
        ItemSort.parse(sort).map(ItemSort::toString).orElse(ItemSort.DEFAULT));
  }
}
