package dev.tideway.cli.appd.lint;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses what somebody meant to write. */
final class Similar {
  private Similar() {}

  /** Such as {@code ; did you mean replicas?}, or nothing. */
  static String hint(String written, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(written, name) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt(name -> distance(written, name)))
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }

  // Levenshtein's distance, without regard to case.
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    if (!a.equals(b) && Arrays.equals(a.chars().sorted().toArray(), b.chars().sorted().toArray())) {
      return 1; // two letters changed places
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(swap, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
