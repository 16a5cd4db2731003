package dev.tideway.cli.appd.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as they are written and as they are read. */
public final class Times {
  private static final Pattern WHOLE = Pattern.compile("([0-9]{1,6}(ms|s|m|h|d))+");
  private static final Pattern PART = Pattern.compile("([0-9]+)(ms|s|m|h|d)");

  private Times() {}

  /** A duration such as {@code 1h30m}; empty for anything else. */
  public static Optional<Duration> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long count = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
              });
    }
    return Optional.of(sum);
  }

  /** Its two largest units, such as {@code 3m12s}. */
  public static String of(Duration time) {
    long days = time.toDays();
    if (days > 0) {
      return days + "d" + orNothing(time.toHoursPart(), "h");
    }
    if (time.toHours() > 0) {
      return time.toHours() + "h" + orNothing(time.toMinutesPart(), "m");
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + "m" + orNothing(time.toSecondsPart(), "s")
        : Math.max(0, time.toSeconds()) + "s";
  }

  /** Time since an instant; the clocks of two machines differ a little, so never below 0. */
  static String since(Optional<Instant> start, Instant now) {
    return start.map(s -> of(Duration.between(s, now))).orElse("?");
  }

  private static String orNothing(int count, String unit) {
    return count == 0 ? "" : count + unit;
  }
}
