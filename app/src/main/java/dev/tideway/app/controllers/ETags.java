package dev.tideway.app.controllers;

import dev.tideway.app.models.Item;
import dev.tideway.app.models.Versions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Entity tags (RFC 9110, 8.8.3): an item's is its version, {@code "3"}. */
final class ETags {
  /** What to write in {@code If-Match}, for the OpenAPI document. */
  static final String OURS = "^(\\*|\"[0-9]{1,18}\")$";

  private static final String TAG = "(?:W/)?+\"[\\x21\\x23-\\x7e\\x80-\\xff]*+\"";

  // Possessive, as each tag would take a frame of the stack to come back to.
  private static final Pattern LIST = Pattern.compile(TAG + "(?:\\s*+,\\s*+" + TAG + ")*+");

  private ETags() {}

  static String of(Item item) {
    return "\"" + item.version() + "\"";
  }

  /**
   * What {@code If-Match} asks for; empty when it is neither {@code *} nor a list of tags. Tags
   * that no item ever has, weak ones among them, match nothing.
   */
  static Optional<Versions> ifMatch(String header) {
    if (header.strip().equals("*")) {
      return Optional.of(new Versions.Any());
    }
    if (!LIST.matcher(header.strip()).matches()) {
      return Optional.empty();
    }
    Set<Long> versions =
        tags(header).stream()
            .filter(tag -> tag.matches("\"\\d{1,18}\""))
            .map(tag -> Long.valueOf(tag.substring(1, tag.length() - 1)))
            .collect(Collectors.toUnmodifiableSet());
    return Optional.of(new Versions.OneOf(versions));
  }

  /** Whether {@code If-None-Match} names what {@code item} is now; weak tags count here. */
  static boolean known(String header, Item item) {
    return weak(header, of(item));
  }

  /** Whether a list of tags names {@code tag}, or is {@code *}; weak ones count. */
  static boolean weak(String header, String tag) {
    return header.strip().equals("*")
        || tags(header).stream().anyMatch(other -> other.replaceFirst("^W/", "").equals(tag));
  }

  /** Whether a list of tags names {@code tag}, or is {@code *}; weak ones don't count. */
  static boolean strong(String header, String tag) {
    return header.strip().equals("*") || tags(header).contains(tag);
  }

  private static List<String> tags(String header) {
    return Arrays.stream(header.split(",", -1)).map(String::strip).toList();
  }
}
