package dev.tideway.app.pages;

import dev.tideway.app.models.ItemStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The form of an item.
 *
 * @param id the item that it changes; empty for a new one
 * @param errors what to write instead, by field
 * @param conflict why the whole of it was not taken; empty for no such reason
 */
public record ItemFormView(
    Optional<UUID> id, ItemInput input, Map<String, String> errors, String conflict) {
  private static final List<String> FIELDS =
      List.of("name", "category", "quantity", "status", "description");

  public ItemStatus[] statuses() {
    return ItemStatus.values();
  }

  /** Where it is sent to. */
  public String action() {
    return id.map(i -> "/items/" + i).orElse("/items");
  }

  /** The page that it is on; the same address shows it again. */
  public String cancel() {
    return id.map(i -> "/items/" + i).orElse("/items");
  }

  /** The fields that something is wrong with, in the order of the form. */
  public List<String> wrong() {
    return FIELDS.stream().filter(this::isWrong).toList();
  }

  /** What people call a field. */
  public String label(String field) {
    return switch (field) {
      case "quantity" -> "In stock";
      default -> field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
    };
  }

  /** What is wrong with a field; empty for nothing. */
  public String error(String field) {
    return Words.sentence(errors.getOrDefault(field, ""));
  }

  /** For {@code aria-invalid}. */
  public boolean isWrong(String field) {
    return errors.containsKey(field);
  }

  /** For {@code aria-describedby}: the hint, and the error where there is one. */
  public String describedBy(String field) {
    return isWrong(field) ? field + "-error " + field + "-hint" : field + "-hint";
  }
}
