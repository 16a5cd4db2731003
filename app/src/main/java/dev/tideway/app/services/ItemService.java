package dev.tideway.app.services;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.Cursor;
import dev.tideway.app.models.IdempotencyKey;
import dev.tideway.app.models.Item;
import dev.tideway.app.models.ItemDraft;
import dev.tideway.app.models.ItemList;
import dev.tideway.app.models.ItemPage;
import dev.tideway.app.models.Versions;
import dev.tideway.app.repositories.ItemRepository;
import io.micronaut.data.exceptions.OptimisticLockException;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Items: every rule about them that isn't about HTTP or SQL. */
@Singleton
@RequiresDatabase
public class ItemService {
  private static final int MOST_TRIES = 100;

  private final ItemRepository items;
  private final ItemCache cache;
  private final KeyedAnswers answers;
  private final InstantSource clock;

  ItemService(ItemRepository items, ItemCache cache, KeyedAnswers answers, InstantSource clock) {
    this.items = items;
    this.cache = cache;
    this.answers = answers;
    this.clock = clock;
  }

  /**
   * Creates an item; with a key at most one, however often and however much at once it is asked.
   * The key and the item are stored in one transaction, so neither is there without the other.
   */
  @Transactional
  public Creation create(ItemDraft draft, Optional<IdempotencyKey> key) {
    Item item = Item.create(UUID.randomUUID(), draft, clock.instant());
    if (key.isPresent() && !answers.claim(key.get(), draft, item)) {
      return answers
          .answered(key.get(), draft, Item.class)
          .<Creation>map(Creation.Created::new)
          .orElseGet(Creation.KeyReused::new);
    }
    return new Creation.Created(items.save(item));
  }

  public Optional<Item> find(UUID id) {
    return cache.find(id, () -> items.findById(id));
  }

  /** Up to {@code limit} items, from behind {@code after} on. */
  public ItemPage list(ItemList list, Optional<Cursor> after, int limit) {
    // One more than asked for: it tells whether there is a next page, without a count.
    List<Item> found = items.list(list, after, limit + 1);
    if (found.size() <= limit) {
      return new ItemPage(found, Optional.empty());
    }
    List<Item> page = found.subList(0, limit);
    return new ItemPage(page, Optional.of(list.behind(page.getLast()).encode()));
  }

  /** Replaces the content of an item, if its version is among {@code expected}. */
  public Change update(UUID id, ItemDraft draft, Versions expected) {
    return whileOthersAreFaster(expected, () -> updateOnce(id, draft, expected));
  }

  private Change updateOnce(UUID id, ItemDraft draft, Versions expected) {
    Optional<Item> found = items.findById(id);
    if (found.isEmpty()) {
      return new Change.Missing();
    }
    if (!expected.include(found.get().version())) {
      return new Change.Stale();
    }
    try {
      Item item = found.get().with(draft, clock.instant());
      return new Change.Done(cache.change(id, () -> items.update(item)));
    } catch (OptimisticLockException somebodyWasFaster) {
      return new Change.Stale();
    }
  }

  /** Deletes an item, if its version is among {@code expected}. */
  public Change delete(UUID id, Versions expected) {
    return whileOthersAreFaster(expected, () -> deleteOnce(id, expected));
  }

  private Change deleteOnce(UUID id, Versions expected) {
    Optional<Item> found = items.findById(id);
    if (found.isEmpty()) {
      return new Change.Missing();
    }
    Item item = found.get();
    boolean deleted =
        expected.include(item.version())
            && cache.change(id, () -> items.deleteByIdAndVersion(id, item.version())) == 1;
    return deleted ? new Change.Done(item) : new Change.Stale();
  }

  // Whoever takes any version takes the one, too, that somebody else has just made.
  private static Change whileOthersAreFaster(Versions expected, Supplier<Change> change) {
    Change last = change.get();
    for (int i = 1; i < MOST_TRIES && expected.equals(new Versions.Any()); i++) {
      if (!last.equals(new Change.Stale())) {
        return last;
      }
      last = change.get();
    }
    return last;
  }
}
