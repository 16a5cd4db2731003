package dev.tideway.cli.appd.lint;

import java.math.BigDecimal;

/** Numbers for people. */
final class Numbers {
  private Numbers() {}

  static String of(double number) {
    return number == Math.rint(number)
        ? String.valueOf((long) number)
        : new BigDecimal(String.valueOf(number)).toPlainString();
  }
}
