package dev.tideway.app.models;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** An order of the list, as clients write it: a field, with {@code -} before it for descending. */
public record ItemSort(Field field, boolean descending) {
  /** Every order there is. */
  public static final String PATTERN = "^-?(createdAt|name|quantity)$";

  /** The newest first. */
  public static final String DEFAULT = "-createdAt";

  /** Reads what {@link #PATTERN} allows; empty for anything else. */
  public static Optional<ItemSort> parse(String text) {
    boolean descending = text.startsWith("-");
    String word = descending ? text.substring(1) : text;
    return Arrays.stream(Field.values())
        .filter(field -> field.word.equals(word))
        .findFirst()
        .map(field -> new ItemSort(field, descending));
  }

  /** Where {@code item} stands in this order. */
  public String keyOf(Item item) {
    return field.key.apply(item);
  }

  @Override
  public String toString() {
    return (descending ? "-" : "") + field.word;
  }

  /** What a list can be sorted by, and how a place in that order is written into a cursor. */
  public enum Field {
    CREATED_AT("createdAt", item -> item.createdAt().toString(), Field::instant),
    NAME("name", Item::name, Field::name),
    QUANTITY("quantity", item -> Integer.toString(item.quantity()), Field::integer);

    // What PostgreSQL can hold ends before what Instant can: a made-up cursor must not become its
    // error.
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final String word;
    private final Function<Item, String> key;
    private final Function<String, Optional<? extends Object>> value;

    Field(
        String word,
        Function<Item, String> key,
        Function<String, Optional<? extends Object>> value) {
      this.word = word;
      this.key = key;
      this.value = value;
    }

    /** Whether {@code key} is a place in this order: an instant, a name, a number. */
    boolean reads(String key) {
      return value.apply(key).isPresent();
    }

    /** The value that {@code key} stands for: an Instant, a String or an Integer. */
    public Object read(String key) {
      return value.apply(key).orElseThrow();
    }

    private static Optional<Instant> instant(String key) {
      try {
        Instant instant = Instant.parse(key);
        return Optional.of(instant).filter(i -> !i.isBefore(FIRST) && !i.isAfter(LAST));
      } catch (DateTimeException notOurs) {
        return Optional.empty();
      }
    }

    // No name has a NUL, and PostgreSQL takes none.
    private static Optional<String> name(String key) {
      return Optional.of(key).filter(k -> k.indexOf(0) < 0);
    }

    private static Optional<Integer> integer(String key) {
      try {
        return Optional.of(Integer.valueOf(key));
      } catch (NumberFormatException notOurs) {
        return Optional.empty();
      }
    }
  }
}
