package dev.tideway.app.controllers;

import dev.tideway.app.models.ItemDraft;
import dev.tideway.app.models.ItemStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client writes about an item.
 *
 * @param name what people call it
 * @param description plain text; default: none
 * @param category a word to group by, such as {@code hand-tools}
 * @param status DRAFT, ACTIVE or ARCHIVED; default: DRAFT
 * @param quantity how many there are; default: 0
 */
@Serdeable
@Schema(name = "ItemForm", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record ItemForm(
    @NotEmpty(message = "write 1 to 100 characters")
        @Pattern(regexp = ItemForm.UP_TO_100, message = "write 1 to 100 characters")
        @Pattern(regexp = ItemForm.NO_HALVES, message = ItemForm.LINE_WORDS)
        @Pattern(regexp = ItemForm.LINE, message = ItemForm.LINE_WORDS)
        @Schema(minLength = 1, maxLength = 100)
        @Nullable String name,
    @Pattern(regexp = ItemForm.UP_TO_2000, message = "write up to 2000 characters")
        @Pattern(regexp = ItemForm.NO_HALVES, message = ItemForm.TEXT_WORDS)
        @Pattern(regexp = ItemForm.TEXT, message = ItemForm.TEXT_WORDS)
        @Schema(maxLength = 2000)
        @Nullable String description,
    @NotEmpty(message = ItemForm.CATEGORY_WORDS)
        @Pattern(regexp = ItemForm.CATEGORY, message = ItemForm.CATEGORY_WORDS)
        @Nullable String category,
    @Pattern(regexp = ItemForm.STATUS, message = ItemForm.STATUS_WORDS) @Nullable String status,
    @Min(value = 0, message = ItemForm.QUANTITY_WORDS)
        @Max(value = ItemForm.MOST, message = ItemForm.QUANTITY_WORDS)
        @Digits(integer = 10, fraction = 0, message = ItemForm.QUANTITY_WORDS)
        @Schema(type = "integer", format = "int32", minimum = "0", maximum = "1000000000")
        @Nullable BigDecimal quantity) {
  // Everything may be null, and quantity is no int (which 1.5 would become): what is wrong is found
  // by the rules above, so that one answer names every mistake and says what to write.

  // Written so that they mean the same to Java and in the OpenAPI document.
  public static final String CATEGORY = "^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$";
  static final String STATUS = "^(DRAFT|ACTIVE|ARCHIVED)$";

  // PostgreSQL stores no NUL.
  static final String TEXT = "^[^\\x00]*$";
  static final String LINE = "^[^\\x00-\\x20\\x7f]([^\\x00-\\x1f\\x7f]*[^\\x00-\\x20\\x7f])?$";

  // Half of a surrogate pair can't be written in UTF-8, and many languages can't write it in a
  // pattern: the document has the last pattern of each field only, and this is none of these.
  static final String NO_HALVES = "(?s)(?!.*[\\ud800-\\udfff]).*";

  // Patterns count characters as PostgreSQL and OpenAPI do, where @Size counts those beyond the
  // first 65536 twice.
  static final String UP_TO_100 = "(?s).{0,100}";
  static final String UP_TO_2000 = "(?s).{0,2000}";

  static final String LINE_WORDS =
      "write one line of text that begins and ends with a visible character";
  static final String TEXT_WORDS = "leave out NUL characters and halves of surrogate pairs";
  static final String CATEGORY_WORDS =
      "write 1 to 40 lower-case letters, digits and hyphens, such as hand-tools";
  static final int MOST = 1_000_000_000;
  public static final String QUANTITY_WORDS = "write a whole number from 0 to 1000000000";
  static final String STATUS_WORDS = "write DRAFT, ACTIVE or ARCHIVED";

  /** Call it only on a form that was found valid. */
  public ItemDraft draft() {
    return new ItemDraft(
        Optional.ofNullable(name).orElseThrow(),
        Optional.ofNullable(description).orElse(""),
        Optional.ofNullable(category).orElseThrow(),
        Optional.ofNullable(status).map(ItemStatus::valueOf).orElse(ItemStatus.DRAFT),
        Optional.ofNullable(quantity).map(BigDecimal::intValueExact).orElse(0));
  }
}
