package dev.tideway.app.pages;

import dev.tideway.app.models.Item;
import dev.tideway.app.models.ItemSort;
import dev.tideway.app.models.ItemStatus;
import java.util.List;
import java.util.Optional;

/**
 * A list of items, or the part of it that htmx asked for.
 *
 * @param query what it was asked with
 * @param items one page of it
 * @param next the cursor of the next page
 */
public record ItemsView(Query query, List<Item> items, Optional<String> next, boolean first) {

  /** Whether there is nothing to show, and nobody has searched. */
  public boolean nothingYet() {
    return items.isEmpty() && first && query.isPlain();
  }

  /** For who hears the list change while they search. */
  public String found() {
    String more = next.isPresent() ? ", and there are more" : "";
    return items.size() + (items.size() == 1 ? " item is shown" : " items are shown") + more;
  }

  /** What people have asked for; empty texts for nothing. */
  public record Query(String q, String status, String category, String sort) {

    /** The orders that the page offers, as {@link ItemSort} writes them, with words. */
    public enum Order {
      NEWEST("-createdAt", "Newest first"),
      OLDEST("createdAt", "Oldest first"),
      NAME("name", "Name, A to Z"),
      LAST_NAME("-name", "Name, Z to A"),
      MOST("-quantity", "Most first"),
      LEAST("quantity", "Least first");

      private final String sort;
      private final String words;

      Order(String sort, String words) {
        this.sort = sort;
        this.words = words;
      }

      public String sort() {
        return sort;
      }

      public String words() {
        return words;
      }
    }

    public ItemStatus[] statuses() {
      return ItemStatus.values();
    }

    public Order[] orders() {
      return Order.values();
    }

    boolean isPlain() {
      return q.isBlank() && status.isEmpty() && category.isEmpty();
    }

    /** The address of this list. */
    public String path() {
      return Addresses.of(
          "/items",
          "q",
          q,
          "status",
          status,
          "category",
          category,
          "sort",
          sort.equals(ItemSort.DEFAULT) ? "" : sort);
    }

    /** The same for all categories. */
    public String withoutCategory() {
      return new Query(q, status, "", sort).path();
    }

    /** The same from behind {@code cursor} on. */
    public String path(String cursor) {
      String path = path();
      return path + (path.contains("?") ? "&" : "?") + "cursor=" + cursor;
    }
  }
}
