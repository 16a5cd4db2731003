package dev.tideway.app.models;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** An order of the list, as clients write it: a field, with {@code -} before it for descending. */
public record ItemSort(Field field, boolean descending) {
  /** Every order there is. */
  public static final String PATTERN = "^-?(createdAt|name|quantity)$";

  /** The newest first. */
  public static final String DEFAULT = "-createdAt";

  // What PostgreSQL can hold ends before what Instant can: a cursor that somebody made up must not
  // become its error.
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /** What a list can be sorted by. */
  public enum Field {
    CREATED_AT("createdAt"),
    NAME("name"),
    QUANTITY("quantity");

    private final String word;

    Field(String word) {
      this.word = word;
    }
  }

  /** Reads what {@link #PATTERN} allows; empty for anything else. */
  public static Optional<ItemSort> parse(String text) {
    boolean descending = text.startsWith("-");
    String word = descending ? text.substring(1) : text;
    return Arrays.stream(Field.values())
        .filter(field -> field.word.equals(word))
        .findFirst()
        .map(field -> new ItemSort(field, descending));
  }

  /** Where {@code item} stands in this order, as a cursor has it. */
  public String keyOf(Item item) {
    return switch (field) {
      case CREATED_AT -> item.createdAt().toString();
      case NAME -> item.name();
      case QUANTITY -> Integer.toString(item.quantity());
    };
  }

  /**
   * The Instant, String or Integer that {@link #keyOf} has written; empty for a key that it can't
   * have.
   */
  public Optional<Object> valueOf(String key) {
    try {
      return switch (field) {
        case CREATED_AT -> storable(Instant.parse(key));
        // No name has a NUL, and PostgreSQL takes none.
        case NAME -> key.indexOf(0) < 0 ? Optional.of(key) : Optional.empty();
        case QUANTITY -> Optional.of(Integer.valueOf(key));
      };
    } catch (DateTimeException | NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  private static Optional<Object> storable(Instant instant) {
    return instant.isBefore(FIRST) || instant.isAfter(LAST)
        ? Optional.empty()
        : Optional.of(instant);
  }

  @Override
  public String toString() {
    return (descending ? "-" : "") + field.word;
  }
}
