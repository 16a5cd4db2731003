package dev.tideway.app.models;

import java.util.Optional;

/**
 * An {@code Idempotency-Key}: whatever somebody chose, and theirs alone.
 *
 * @param owner the subject of the token that it came with
 */
public record IdempotencyKey(String owner, String text) {
  /** What can be one: no spaces. */
  public static final String PATTERN = "^[!-~]{1,255}$";

  /**
   * The two of them.
   *
   * @throws IllegalArgumentException when the text can't be one
   */
  public IdempotencyKey {
    if (!text.matches(PATTERN)) {
      throw new IllegalArgumentException("no Idempotency-Key: " + text);
    }
  }

  /** Empty when the text can't be one. */
  public static Optional<IdempotencyKey> of(String owner, String text) {
    return text.matches(PATTERN) ? Optional.of(new IdempotencyKey(owner, text)) : Optional.empty();
  }

  /** As the table has it: no two people share one. */
  public String stored() {
    return owner + " " + text;
  }
}
