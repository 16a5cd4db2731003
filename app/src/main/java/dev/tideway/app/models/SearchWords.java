package dev.tideway.app.models;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words that an item has to have, each at least as the beginning of one of its own. */
public record SearchWords(List<String> words) {
  /** What can be searched for: one line of up to 100 characters. */
  public static final String PATTERN = "^[^\\x00-\\x1f\\x7f]{0,100}$";

  // What joins words is none. All that means something in a search of PostgreSQL is among it, so no
  // text that somebody writes is an error there.
  private static final String BETWEEN = "[^\\p{L}\\p{M}\\p{N}]+";

  /** Empty when {@code text} has no word in it. */
  public static Optional<SearchWords> of(String text) {
    List<String> words =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split(BETWEEN, -1))
            .filter(word -> !word.isEmpty())
            .toList();
    return words.isEmpty() ? Optional.empty() : Optional.of(new SearchWords(words));
  }

  /** The search, as PostgreSQL's {@code to_tsquery} reads it. */
  public String query() {
    return String.join(":* & ", words) + ":*";
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
