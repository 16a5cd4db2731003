package dev.tideway.app.models;

/**
 * An {@code Idempotency-Key}: whatever somebody chose, and theirs alone.
 *
 * @param owner the subject of the token that it came with
 */
public record IdempotencyKey(String owner, String text) {
  /** What can be one: no spaces. */
  public static final String PATTERN = "^[!-~]{1,255}$";

  /** As the table has it: no two people share one. */
  public String stored() {
    return owner + " " + text;
  }
}
