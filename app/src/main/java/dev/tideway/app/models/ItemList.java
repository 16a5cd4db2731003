package dev.tideway.app.models;

import java.util.Optional;

/** Which items, in which order. */
public record ItemList(
    ItemSort sort,
    Optional<ItemStatus> status,
    Optional<String> category,
    Optional<SearchWords> words) {

  /** The position behind {@code last}. */
  public Cursor behind(Item last) {
    return new Cursor(toString(), sort.keyOf(last), last.id());
  }

  /**
   * Whether {@code cursor} is a position in this list, and not in one of another order or filter.
   */
  public boolean has(Cursor cursor) {
    return cursor.list().equals(toString()) && sort.valueOf(cursor.key()).isPresent();
  }

  /** The same text for the same list: cursors carry it. */
  @Override
  public String toString() {
    return sort
        + " "
        + status.map(Enum::name).orElse("")
        + " "
        + category.orElse("")
        + words.map(w -> " " + w).orElse("");
  }
}
