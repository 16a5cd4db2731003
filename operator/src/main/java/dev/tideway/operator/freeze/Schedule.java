package dev.tideway.operator.freeze;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;

/**
 * Five cron fields, on a clock that nobody puts forward or back: the library leaves out what falls
 * into a gap of daylight saving, and {@link WallClock} doesn't.
 */
final class Schedule {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
  private static final LocalDateTime ANY = LocalDateTime.of(2000, 1, 1, 0, 0);

  private final ExecutionTime times;

  private Schedule(ExecutionTime times) {
    this.times = times;
  }

  /**
   * Reads five cron fields. A day counts when either the day of the month or the day of the week
   * fits, if both are given.
   *
   * @throws IllegalArgumentException for what is no schedule, and for one that never comes
   */
  static Schedule parse(String text) {
    Schedule schedule =
        new Schedule(ExecutionTime.forCron(PARSER.parse(inWordsOfTheLibrary(text))));
    if (schedule.after(ANY).isEmpty()) {
      throw new IllegalArgumentException("that day never comes");
    }
    return schedule;
  }

  /** The first start after a minute. */
  Optional<LocalDateTime> after(LocalDateTime minute) {
    return times.nextExecution(minute.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
  }

  /** The last start before a minute or at it. */
  Optional<LocalDateTime> atOrBefore(LocalDateTime minute) {
    return times
        .lastExecution(minute.plusMinutes(1).atZone(ZoneOffset.UTC))
        .map(ZonedDateTime::toLocalDateTime);
  }

  // It knows no question mark, and takes a Sunday that begins a range for the week's last day.
  private static String inWordsOfTheLibrary(String text) {
    return text.toUpperCase(Locale.ROOT).replace('?', '*').replace("SUN-", "0-");
  }
}
