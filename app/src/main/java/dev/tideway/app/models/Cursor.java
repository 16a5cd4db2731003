package dev.tideway.app.models;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page of a list ended: the next one begins behind it. It names the sort and the filter
 * that it was made for, because a position in one order means nothing in another.
 *
 * @param list the sort and filter, as {@link ItemList#toString()} writes them
 * @param key the last item's place in that order
 * @param id the last item, which tells apart those with the same key
 */
public record Cursor(String list, String key, UUID id) {
  private static final String SEPARATOR = "\n";

  /** Opaque to clients, and safe in a URL. */
  public String encode() {
    byte[] text = String.join(SEPARATOR, list, id.toString(), key).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /** Empty when {@code text} is none of ours. */
  public static Optional<Cursor> decode(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = plain.split(SEPARATOR, 3);
      return parts.length == 3
          ? Optional.of(new Cursor(parts[0], parts[2], UUID.fromString(parts[1])))
          : Optional.empty();
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
