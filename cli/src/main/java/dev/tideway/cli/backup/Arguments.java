package dev.tideway.cli.backup;

import java.util.List;
import java.util.stream.Stream;

/** Arguments of a command, one after the other. */
final class Arguments {
  private Arguments() {}

  static String[] of(List<String> first, String... more) {
    return Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new);
  }
}
