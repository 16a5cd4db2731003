package dev.tideway.app.controllers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import dev.tideway.app.models.Cursor;
import dev.tideway.app.models.Item;
import dev.tideway.app.models.ItemDraft;
import dev.tideway.app.models.ItemPage;
import dev.tideway.app.models.ItemStatus;
import dev.tideway.app.repositories.ItemRepository;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks lists page by page: each item once, in order, whatever shares its place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
  private static final String ITEMS = "/api/v1/items";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");

  private final TestApp app = TestApp.onPostgres();
  private final Http http = app.http();
  private final ItemRepository repository = app.bean(ItemRepository.class);
  private final JsonMapper json = app.bean(JsonMapper.class);
  private final List<Item> all = new ArrayList<>();

  @AfterAll
  void stop() {
    app.close();
  }

  @BeforeAll
  void fill() {
    for (int i = 0; i < 50; i++) {
      // Few names, instants and quantities: most items share theirs with others.
      ItemDraft draft =
          new ItemDraft("item " + i % 5, "", "c" + i % 3, ItemStatus.values()[i % 2], i % 4);
      Instant created = START.plusSeconds(i % 7);
      all.add(repository.save(Item.create(UUID.randomUUID(), draft, created)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sort=createdAt",
        "sort=-createdAt",
        "sort=name",
        "sort=-name",
        "sort=quantity",
        "sort=-quantity",
        "sort=name&status=ACTIVE",
        "sort=-quantity&category=c1",
        "sort=-createdAt&status=DRAFT&category=c2",
        "sort=-name&q=IT",
        "sort=-quantity&q=item+3"
      })
  void everyItemOnceInOrder(String query) throws IOException {
    List<Item> walked = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      ItemPage page = page(query + "&limit=7" + cursor.map(c -> "&cursor=" + c).orElse(""));
      walked.addAll(page.items());
      cursor = page.next();
      assertTrue(page.items().size() == 7 || cursor.isEmpty(), "a short page that isn't the last");
    } while (cursor.isPresent());
    assertEquals(expected(query), walked);
  }

  @Test
  void theLastFullPageHasNoNext() throws IOException {
    assertEquals(Optional.empty(), page("limit=50").next());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sort=name", "sort=-createdAt&status=ACTIVE", "category=c1", "q=item"})
  void aCursorBelongsToItsList(String other) throws IOException {
    String cursor = page("limit=7").next().orElseThrow();
    assertEquals(400, http.get(ITEMS + "?" + other + "&cursor=" + cursor).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "-createdAt, yesterday",
    "-createdAt, -100000000-01-01T00:00:00Z",
    "-createdAt, +100000000-01-01T00:00:00Z",
    "name, a\0b",
    "quantity, 3.5",
  })
  void aCursorThatSomebodyMadeUpIsRefused(String sort, String key) {
    String cursor = new Cursor(sort + "  ", key, UUID.randomUUID()).encode();
    assertEquals(400, http.get(ITEMS + "?sort=" + sort + "&cursor=" + cursor).statusCode());
  }

  @Test
  void aNewItemMovesNoPage() throws IOException {
    ItemPage first = page("sort=name&limit=10");
    ItemDraft draft = new ItemDraft("a first one", "", "new", ItemStatus.DRAFT, 1);
    Item added = repository.save(Item.create(UUID.randomUUID(), draft, START));
    try {
      ItemPage second = page("sort=name&limit=10&cursor=" + first.next().orElseThrow());
      assertEquals(expected("sort=name").subList(10, 20), second.items());
    } finally {
      assertEquals(1, repository.deleteByIdAndVersion(added.id(), 0));
    }
  }

  private ItemPage page(String query) throws IOException {
    return json.readValue(http.get(ITEMS + "?" + query).body(), ItemPage.class);
  }

  private List<Item> expected(String query) {
    Comparator<Item> order =
        query.contains("name")
            ? Comparator.comparing(Item::name)
            : query.contains("quantity")
                ? Comparator.comparingInt(Item::quantity)
                : Comparator.comparing(Item::createdAt);
    // As PostgreSQL compares UUIDs: by their text. UUID.compareTo takes their halves as signed.
    Comparator<Item> whole = order.thenComparing(item -> item.id().toString());
    return all.stream()
        .filter(item -> !query.contains("status") || query.contains(item.status().name()))
        .filter(item -> !query.endsWith("q=item+3") || item.name().equals("item 3"))
        .filter(item -> !query.contains("category") || query.contains(item.category()))
        .sorted(query.contains("sort=-") ? whole.reversed() : whole)
        .toList();
  }
}
