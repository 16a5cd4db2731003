package dev.tideway.cli.dev;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The app's environment: the shell's variables win over those of the file, and both over what
 * {@code dev} would choose. {@code NAME} and {@code NAME_FILE} are two ways to say one secret, so
 * whoever sets one of them has set both; of what is no secret, the app reads no file. Blank is
 * unset, as it is to the app.
 *
 * @param all what the app gets
 */
record Variables(Map<String, String> all) {
  private static final String FILE = "_FILE";

  /** What {@code dev} would choose and is no secret. */
  private static final Set<String> PLAIN =
      Set.of("HOST", "PORT", "APP_PUBLIC_URL", "APP_LOCAL_ACCOUNTS", "APP_SHUTDOWN_DRAIN");

  Variables {
    all = Map.copyOf(all);
  }

  static Variables of(Map<String, String> shell, Map<String, String> file) {
    return new Variables(shell).or(file);
  }

  /** With those of {@code weaker} that aren't set here in either way. */
  Variables or(Map<String, String> weaker) {
    Map<String, String> result = new HashMap<>(all);
    weaker.forEach(
        (name, value) -> {
          if (!has(name)) {
            result.put(name, value);
          }
        });
    return new Variables(result);
  }

  Variables without(Collection<String> names) {
    Map<String, String> rest = new HashMap<>(all);
    rest.keySet().removeAll(names);
    return new Variables(rest);
  }

  /** Whether it is set, itself or by a file. */
  boolean has(String name) {
    return get(name).isPresent() || (!PLAIN.contains(name) && get(other(name)).isPresent());
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(all.get(name)).filter(value -> !value.isBlank());
  }

  /** Those that name a file for what the app reads from no file. */
  List<String> uselessFiles() {
    return PLAIN.stream()
        .map(Variables::other)
        .filter(name -> get(name).isPresent())
        .sorted()
        .toList();
  }

  /** Nothing of the values: whatever prints this prints no secret. */
  @Override
  public String toString() {
    return "Variables" + all.keySet();
  }

  /**
   * Those of {@code written} that the app doesn't know and that are one slip away from one that it
   * knows, with that one.
   */
  static Map<String, String> slips(Collection<String> written, List<String> known) {
    Map<String, String> slips = new HashMap<>();
    for (String name : written) {
      if (!known.contains(name) && !known.contains(other(name))) {
        known.stream()
            .filter(k -> distance(k, name) <= 2)
            .findFirst()
            .ifPresent(k -> slips.put(name, k));
      }
    }
    return slips;
  }

  private static String other(String name) {
    return name.endsWith(FILE) ? name.substring(0, name.length() - FILE.length()) : name + FILE;
  }

  /** How many letters are added, left out or other ones (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int other = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(other, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
