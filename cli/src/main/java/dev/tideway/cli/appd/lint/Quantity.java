package dev.tideway.cli.appd.lint;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount as Kubernetes writes it, such as {@code 250m}, {@code 1.5Gi} or {@code 2e3}. */
record Quantity(BigDecimal amount) implements Comparable<Quantity> {
  private static final Pattern SHAPE =
      Pattern.compile(
          "([-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][-+]?[0-9]+)?");
  private static final Map<String, Integer> DECIMAL =
      Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
  private static final String BINARY = "KMGTPE";

  static Optional<Quantity> parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      return Optional.empty();
    }
    BigDecimal number =
        new BigDecimal(shape.group(1).endsWith(".") ? shape.group(1) + "0" : shape.group(1));
    String suffix = shape.group(2);
    if (suffix == null) {
      return Optional.of(new Quantity(number));
    }
    if (suffix.endsWith("i")) {
      int power = BINARY.indexOf(suffix.charAt(0)) + 1;
      return Optional.of(new Quantity(number.multiply(BigDecimal.valueOf(1024).pow(power))));
    }
    Integer power = DECIMAL.get(suffix);
    return Optional.of(
        new Quantity(
            number.scaleByPowerOfTen(
                power == null ? Integer.parseInt(suffix.substring(1)) : power)));
  }

  @Override
  public int compareTo(Quantity other) {
    return amount.compareTo(other.amount);
  }
}
