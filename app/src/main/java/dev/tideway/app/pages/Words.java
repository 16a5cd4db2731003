package dev.tideway.app.pages;

import dev.tideway.app.models.ItemStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as people read them. */
public final class Words {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Words() {}

  public static String of(ItemStatus status) {
    return switch (status) {
      case DRAFT -> "Draft";
      case ACTIVE -> "Active";
      case ARCHIVED -> "Archived";
    };
  }

  public static String day(Instant time) {
    return DAY.format(time);
  }

  public static String minute(Instant time) {
    return MINUTE.format(time);
  }

  /** {@code 12,000}. */
  public static String number(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** {@code 48 kB}. */
  public static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ENGLISH, "%,d kB", Math.round(bytes / 1e3))
        : String.format(Locale.ENGLISH, "%,.1f MB", bytes / 1e6);
  }

  /** {@code 2 days 3 h}, to the two largest units. */
  public static String duration(Duration time) {
    if (time.toDays() > 0) {
      return time.toDays() + (time.toDays() == 1 ? " day " : " days ") + time.toHoursPart() + " h";
    }
    return time.toHours() > 0
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }

  /** What a field's rule says, as a sentence. */
  public static String sentence(String rule) {
    return rule.isEmpty()
        ? rule
        : rule.substring(0, 1).toUpperCase(Locale.ROOT) + rule.substring(1) + ".";
  }
}
