package dev.tideway.app.pages;

import dev.tideway.app.controllers.ItemForm;
import dev.tideway.app.models.Item;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has written into the form of an item, as it was written.
 *
 * @param key a new one with each empty form: one sent twice makes one item
 * @param version which version of the item the form was filled from; empty for a new item
 */
public record ItemInput(
    String name,
    String description,
    String category,
    String status,
    String quantity,
    String key,
    String version) {

  /** For a new item. */
  static ItemInput empty() {
    return new ItemInput("", "", "", "DRAFT", "0", UUID.randomUUID().toString(), "");
  }

  static ItemInput of(Item item) {
    return new ItemInput(
        item.name(),
        item.description(),
        item.category(),
        item.status().name(),
        Integer.toString(item.quantity()),
        "",
        Long.toString(item.version()));
  }

  static ItemInput sent(
      @Nullable String name,
      @Nullable String description,
      @Nullable String category,
      @Nullable String status,
      @Nullable String quantity,
      @Nullable String key,
      @Nullable String version) {
    return new ItemInput(
        text(name).strip(),
        // Browsers send line ends as CRLF, whatever the page was given.
        text(description).replace("\r\n", "\n"),
        text(category).strip(),
        text(status),
        text(quantity).strip(),
        text(key),
        text(version));
  }

  /** The same, to be stored over {@code newest}. */
  ItemInput over(Item newest) {
    return new ItemInput(
        name, description, category, status, quantity, key, Long.toString(newest.version()));
  }

  /** The same as a new form, which makes an item of its own. */
  ItemInput again() {
    return new ItemInput(
        name, description, category, status, quantity, UUID.randomUUID().toString(), version);
  }

  /** As the API takes it; a quantity that is no number is left out. */
  ItemForm form() {
    return new ItemForm(
        given(name), given(description), given(category), given(status), number().orElse(null));
  }

  boolean quantityIsReadable() {
    return quantity.isEmpty() || number().isPresent();
  }

  private Optional<BigDecimal> number() {
    // Not the other spellings that BigDecimal reads, such as 1e9.
    return quantity.matches("-?[0-9]{1,20}")
        ? Optional.of(new BigDecimal(quantity))
        : Optional.empty();
  }

  private static @Nullable String given(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String text(@Nullable String sent) {
    return sent == null ? "" : sent;
  }
}
