package dev.tideway.operator.freeze;

import dev.tideway.crds.FreezeWindow;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a window as a user wrote it. */
final class WindowReader {
  private static final Pattern LENGTH =
      Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
  private static final String EITHER =
      "write either schedule and duration, or from and until (one of them or both)";

  private WindowReader() {}

  /**
   * @param path where the window is, such as {@code windows[0]}
   * @throws IllegalArgumentException with the field and what to write in it. The CRD refuses most
   *     of it; but time zones are many, and an object may be older than a rule
   */
  static Window read(FreezeWindow window, String path) {
    String schedule = window.schedule();
    String duration = window.duration();
    boolean once = window.from() != null || window.until() != null;
    if (schedule != null && duration != null && !once) {
      return new Window.Again(
          field(path + ".schedule", schedule, Schedule::parse, "five cron fields: 0 18 * * FRI"),
          WallClock.in(zone(window.timeZone(), path + ".timeZone")),
          field(path + ".duration", duration, WindowReader::length, "a duration: 62h"));
    }
    if (once && schedule == null && duration == null) {
      return once(window, path);
    }
    throw new IllegalArgumentException(path + ": " + EITHER);
  }

  private static Window once(FreezeWindow window, String path) {
    Instant from = instant(window.from(), path + ".from").orElse(Instant.MIN);
    Instant until = instant(window.until(), path + ".until").orElse(Instant.MAX);
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException(path + ".until is not after from: write a later instant");
    }
    return new Window.Once(from, until);
  }

  private static Optional<Instant> instant(@Nullable String text, String path) {
    return Optional.ofNullable(text)
        .map(
            t ->
                field(
                    path,
                    t,
                    value -> OffsetDateTime.parse(value).toInstant(),
                    "an instant with its offset: 2030-01-01T00:00:00+01:00"));
  }

  private static ZoneId zone(@Nullable String text, String path) {
    return text == null
        ? ZoneId.of("UTC")
        : field(path, text, ZoneId::of, "a time zone of the IANA database: Asia/Seoul");
  }

  private static Duration length(String text) {
    Matcher parts = LENGTH.matcher(text);
    Duration length =
        parts.matches()
            ? Duration.ofDays(count(parts, 1))
                .plusHours(count(parts, 2))
                .plusMinutes(count(parts, 3))
                .plusSeconds(count(parts, 4))
                .plusMillis(count(parts, 5))
            : Duration.ZERO;
    if (!length.isPositive()) {
      throw new IllegalArgumentException("nothing or zero");
    }
    return length;
  }

  private static long count(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static <T> T field(String path, String text, Function<String, T> read, String instead) {
    try {
      return read.apply(text);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s is %s; write %s".formatted(path, text, instead), e); // its own words name classes
    }
  }
}
