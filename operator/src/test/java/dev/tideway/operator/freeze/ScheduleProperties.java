package dev.tideway.operator.freeze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever somebody writes as a schedule is understood, or refused in one way. */
class ScheduleProperties {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 12, 1, 12, 0);

  @Property
  void textIsRefusedWithoutSurprise(@ForAll("texts") String text) {
    refusedOr(text, schedule -> {});
  }

  @Property
  void neighboursAreNeighbours(@ForAll("fields") String text) {
    refusedOr(
        text,
        schedule -> {
          LocalDateTime next = schedule.after(NOON).orElseThrow();
          assertTrue(next.isAfter(NOON));
          assertEquals(next, schedule.atOrBefore(next).orElseThrow());
          LocalDateTime last = schedule.atOrBefore(NOON).orElseThrow();
          assertTrue(!last.isAfter(NOON));
          assertEquals(next, schedule.after(last).orElseThrow(), "nothing in between");
        });
  }

  private static void refusedOr(String text, Consumer<Schedule> check) {
    Schedule schedule;
    try {
      schedule = Schedule.parse(text);
    } catch (IllegalArgumentException e) {
      return;
    }
    check.accept(schedule);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(20),
        Arbitraries.of(
                "*", "?", "/", ",", "-", " ", " ", " ", "0", "1", "7", "31", "59", "99", "FRI",
                "SUN", "JAN", "L", "W", "#", "@daily")
            .list()
            .ofMaxSize(14)
            .map(parts -> String.join("", parts)));
  }

  @Provide
  Arbitrary<String> fields() {
    return Arbitraries.of(
            "*", "?", "0", "3", "1-5", "2-4/2", "*/2", "?/3", "1/2", "1,5", "SUN", "MAR")
        .list()
        .ofSize(5)
        .map(parts -> String.join(" ", parts));
  }
}
