package dev.tideway.operator.freeze;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The same answers from a clock that ticks: minute by minute, with a reading of cron that shares
 * nothing with the operator's.
 */
final class Minutes {
  private final Instant first;
  private final boolean[] frozen;

  /** Walks from the first minute to the last, and freezes what begins on the way. */
  Minutes(Instant first, Duration walk, String cron, String zone, Duration length) {
    this.first = first;
    this.frozen = new boolean[(int) walk.toMinutes()];
    Cron fields = new Cron(cron);
    ZoneId place = ZoneId.of(zone);
    LocalDateTime seen = LocalDateTime.ofInstant(first, place).minusMinutes(1);
    for (int i = 0; i < frozen.length; i++) {
      LocalDateTime shown = LocalDateTime.ofInstant(minute(i), place);
      // All that the clock has passed since the last minute: many at a gap, none in an overlap.
      for (LocalDateTime next = seen.plusMinutes(1); !next.isAfter(shown); ) {
        if (fields.match(next)) {
          Arrays.fill(frozen, i, Math.min(frozen.length, i + (int) length.toMinutes()), true);
        }
        seen = next;
        next = next.plusMinutes(1);
      }
    }
  }

  Instant minute(int index) {
    return first.plus(index, ChronoUnit.MINUTES);
  }

  boolean frozenAt(int index) {
    return frozen[index];
  }

  /** When it is otherwise than at a minute; empty when that lasts as far as this has walked. */
  Optional<Instant> changeAfter(int index) {
    for (int i = index + 1; i < frozen.length; i++) {
      if (frozen[i] != frozen[index]) {
        return Optional.of(minute(i));
      }
    }
    return Optional.empty();
  }

  /** Numbers, ranges, lists and steps; names of three days. */
  private record Cron(
      Set<Integer> minute,
      Set<Integer> hour,
      Set<Integer> day,
      Set<Integer> month,
      Set<Integer> weekday,
      boolean anyDay,
      boolean anyWeekday) {
    Cron(String text) {
      this(text.split(" "));
    }

    private Cron(String[] fields) {
      this(
          set(fields[0], 0, 59),
          set(fields[1], 0, 23),
          set(fields[2], 1, 31),
          set(fields[3], 1, 12),
          set(fields[4], 0, 7),
          fields[2].equals("*"),
          fields[4].equals("*"));
    }

    boolean match(LocalDateTime time) {
      return minute.contains(time.getMinute())
          && hour.contains(time.getHour())
          && month.contains(time.getMonthValue())
          && matchesDay(time);
    }

    private boolean matchesDay(LocalDateTime time) {
      int number = time.getDayOfWeek().getValue();
      boolean fitsWeekday =
          weekday.contains(number)
              || (time.getDayOfWeek() == DayOfWeek.SUNDAY && weekday.contains(0));
      boolean fitsDay = day.contains(time.getDayOfMonth());
      return anyDay || anyWeekday ? fitsDay && fitsWeekday : fitsDay || fitsWeekday;
    }

    private static Set<Integer> set(String field, int min, int max) {
      Set<Integer> values = new HashSet<>();
      for (String item : field.split(",")) {
        String[] rangeAndStep = item.split("/");
        String[] range =
            rangeAndStep[0].equals("*")
                ? new String[] {"" + min, "" + max}
                : rangeAndStep[0].split("-");
        int from = number(range[0]);
        int to =
            range.length > 1
                ? number(range[1].replace("SUN", "7"))
                : rangeAndStep.length > 1 ? max : from;
        int step = rangeAndStep.length > 1 ? Integer.parseInt(rangeAndStep[1]) : 1;
        for (int value = from; value <= to; value += step) {
          values.add(value);
        }
      }
      return values;
    }

    private static int number(String text) {
      return switch (text) {
        case "SUN" -> 0;
        case "FRI" -> 5;
        case "SAT" -> 6;
        default -> Integer.parseInt(text);
      };
    }
  }
}
