package dev.tideway.operator.freeze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.operator.domain.Freeze;
import dev.tideway.operator.domain.Freezes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Around changes of the clock, the judge agrees with a clock that ticks. */
class DaylightProperties {
  private static final Duration BEFORE = Duration.ofDays(5);
  private static final Duration LONGEST = Duration.ofDays(3);
  private static final Duration WALK = Duration.ofDays(12);

  /** A night in which a clock is changed, or in which none is. */
  enum Night {
    BerlinForward("Europe/Berlin", "2026-03-29T01:00:00Z"),
    BerlinBack("Europe/Berlin", "2026-10-25T01:00:00Z"),
    NewYorkForward("America/New_York", "2026-03-08T07:00:00Z"),
    NewYorkBack("America/New_York", "2026-11-01T06:00:00Z"),
    HavanaForwardAtMidnight("America/Havana", "2026-03-08T05:00:00Z"),
    SeoulNever("Asia/Seoul", "2026-03-29T01:00:00Z"),
    LordHoweHalfAnHourForward("Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
    LordHoweHalfAnHourBack("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
    ApiaWithoutADay("Pacific/Apia", "2011-12-30T10:00:00Z"),
    UtcNever("UTC", "2028-02-29T00:00:00Z");

    final String zone;
    final Instant change;

    Night(String zone, String change) {
      this.zone = zone;
      this.change = Instant.parse(change);
    }
  }

  @Property(tries = 250)
  void aFreezeHoldsAsLongAsAClockThatTicksSays(
      @ForAll Night night,
      @ForAll("schedules") String schedule,
      @ForAll("lengths") Duration length,
      @ForAll long seed) {
    Minutes truth = new Minutes(night.change.minus(BEFORE), WALK, schedule, night.zone, length);
    new Random(seed)
        .ints(25, (int) LONGEST.toMinutes(), (int) WALK.toMinutes())
        .forEach(minute -> check(truth, minute, night, schedule, length));
  }

  @Property
  void minuteByMinute(@ForAll Night night) {
    String schedule = "30 0,2 * * *";
    Duration length = Duration.ofMinutes(75);
    Minutes truth = new Minutes(night.change.minus(BEFORE), WALK, schedule, night.zone, length);
    int change = (int) BEFORE.toMinutes();
    for (int minute = change - 360; minute < change + 360; minute++) {
      check(truth, minute, night, schedule, length);
    }
  }

  private static void check(
      Minutes truth, int minute, Night night, String schedule, Duration length) {
    Instant now = truth.minute(minute);
    Freezes judged =
        Judge.of(
            Written.freeze(
                "shop/f",
                "{reason: r, windows: [{schedule: '%s', timeZone: %s, duration: %dm}]}"
                    .formatted(schedule, night.zone, length.toMinutes())),
            now);
    String at = schedule + " for " + length + " in " + night + " at " + now;
    assertEquals(truth.frozenAt(minute), judged.active().isPresent(), at);
    Optional<Instant> change = truth.changeAfter(minute);
    // What lies beyond the walk the clock can't know.
    if (change.isPresent() && isFollowed(judged, change.get())) {
      assertEquals(change, judged.nextChange(), at);
      if (truth.frozenAt(minute)) {
        assertEquals(change, judged.active().flatMap(Freeze::until), at);
      }
    }
  }

  // A stretch of very many windows is followed only so far, and then looked at again.
  private static boolean isFollowed(Freezes judged, Instant change) {
    boolean looksAgain =
        judged.active().filter(freeze -> freeze.until().isEmpty()).isPresent()
            && judged.nextChange().filter(at -> at.isBefore(change)).isPresent();
    return !looksAgain;
  }

  @Provide
  Arbitrary<String> schedules() {
    return Combinators.combine(
            Arbitraries.of("0", "30", "59", "*/20", "5/15", "0-10/5", "*"),
            Arbitraries.of("0", "1", "2", "3", "8", "0-2", "*/6", "1,2,23", "*"),
            Arbitraries.of("*", "*", "*", "29-31", "1", "*/2"),
            Arbitraries.of("*", "*", "*", "3", "10-12"),
            Arbitraries.of("*", "*", "SUN", "0", "7", "5-7", "FRI-SUN", "SUN-2", "1,SAT"))
        .as((minute, hour, day, month, week) -> String.join(" ", minute, hour, day, month, week));
  }

  @Provide
  Arbitrary<Duration> lengths() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(1, 180),
            Arbitraries.integers().between(1, (int) LONGEST.toMinutes()),
            Arbitraries.of(30, 60, 24 * 60))
        .map(Duration::ofMinutes);
  }
}
