package dev.tideway.app.problems;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the JSON parser says about a body, without its own insides. */
final class ParserWords {
  private static final Pattern PLACE =
      Pattern.compile("\\s*at \\[Source:.*?line: (\\d+), column: (\\d+)]", Pattern.DOTALL);
  private static final Pattern UNKNOWN =
      Pattern.compile("Unknown property \\[(.*?)] encountered.*");
  private static final Pattern INSIDES =
      Pattern.compile(" of type \\[class [^]]*]|Cannot deserialize value of type `[^`]*` due to: ");

  private ParserWords() {}

  static String forClients(String message) {
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.find()) {
      return "it has no field " + unknown.group(1) + ": leave that out, or mend its spelling";
    }
    String placed = PLACE.matcher(message).replaceAll(" (line $1, column $2)");
    return INSIDES.matcher(placed).replaceAll("").strip();
  }
}
