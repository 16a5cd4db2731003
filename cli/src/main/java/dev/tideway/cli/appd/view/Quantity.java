package dev.tideway.cli.appd.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of CPU and memory as Kubernetes writes them, such as {@code 250m} or {@code 64Mi}. */
final class Quantity {
  private static final Pattern TEXT = Pattern.compile("([0-9.]+(?:[eE][0-9]+)?)([a-zA-Z]*)");
  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("n", new BigDecimal("1e-9")),
          Map.entry("u", new BigDecimal("1e-6")),
          Map.entry("m", new BigDecimal("1e-3")),
          Map.entry("", BigDecimal.ONE),
          Map.entry("k", new BigDecimal("1e3")),
          Map.entry("M", new BigDecimal("1e6")),
          Map.entry("G", new BigDecimal("1e9")),
          Map.entry("T", new BigDecimal("1e12")),
          Map.entry("Ki", BigDecimal.TWO.pow(10)),
          Map.entry("Mi", BigDecimal.TWO.pow(20)),
          Map.entry("Gi", BigDecimal.TWO.pow(30)),
          Map.entry("Ti", BigDecimal.TWO.pow(40)));

  private static final long MEBIBYTE = 1L << 20;

  private Quantity() {}

  /** Thousandths, rounded up; empty for a text that is no quantity. */
  static OptionalLong milli(String text) {
    return parse(text, new BigDecimal(1000));
  }

  /** Whole ones, rounded up: bytes of memory. */
  static OptionalLong whole(String text) {
    return parse(text, BigDecimal.ONE);
  }

  private static OptionalLong parse(String text, BigDecimal per) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || !UNITS.containsKey(matcher.group(2))) {
      return OptionalLong.empty();
    }
    BigDecimal value =
        new BigDecimal(matcher.group(1)).multiply(UNITS.get(matcher.group(2))).multiply(per);
    return OptionalLong.of(value.setScale(0, RoundingMode.CEILING).longValueExact());
  }

  /** {@code 250m}, or {@code 2} for whole processors. */
  static String cpu(long milli) {
    return milli > 0 && milli % 1000 == 0 ? Long.toString(milli / 1000) : milli + "m";
  }

  /** In whole Mi, rounded up. */
  static String memory(long bytes) {
    return Math.ceilDiv(bytes, MEBIBYTE) + "Mi";
  }
}
