package dev.tideway.cli.appd.lint;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What unquoted words of YAML mean to kubectl, which reads YAML 1.1: {@code on} is true there, and
 * {@code 010} is 8.
 */
final class Scalars {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Pattern NUMBER_START = Pattern.compile("[-+.0-9].*", Pattern.DOTALL);
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private Scalars() {}

  static Object plain(String word) {
    if (NULLS.contains(word)) {
      return Nothing.NULL;
    }
    if (TRUE.contains(word)) {
      return true;
    }
    if (FALSE.contains(word)) {
      return false;
    }
    return NUMBER_START.matcher(word).matches() ? number(word) : word;
  }

  private static Object number(String word) {
    String digits = word.replace("_", "");
    String sign = digits.startsWith("-") ? "-" : "";
    String bare = digits.startsWith("-") || digits.startsWith("+") ? digits.substring(1) : digits;
    String lower = bare.toLowerCase(Locale.ROOT);
    if (lower.matches("0x[0-9a-f]+")) {
      return whole(sign + lower.substring(2), 16, word);
    }
    if (lower.matches("0b[01]+")) {
      return whole(sign + lower.substring(2), 2, word);
    }
    if (lower.matches("0o?[0-7]+")) {
      return whole(sign + lower.substring(lower.startsWith("0o") ? 2 : 1), 8, word);
    }
    if (bare.matches("[0-9]+")) {
      return whole(sign + bare, 10, word);
    }
    return FLOAT.matcher(digits).matches() ? (Object) Double.valueOf(digits) : word;
  }

  private static Object whole(String digits, int base, String word) {
    BigInteger number = new BigInteger(digits, base);
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : Double.valueOf(word);
  }
}
