package dev.tideway.operator.freeze;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Spans of time, each from its first instant to the one after its last. */
sealed interface Window {
  /** The latest end of the spans that hold an instant; empty when none does. */
  Optional<Instant> endOfSpanAt(Instant instant);

  /** When the first span after an instant begins. */
  Optional<Instant> startAfter(Instant instant);

  /** One span. */
  record Once(Instant from, Instant until) implements Window {
    static final Once ALWAYS = new Once(Instant.MIN, Instant.MAX);

    @Override
    public Optional<Instant> endOfSpanAt(Instant instant) {
      return !from.isAfter(instant) && until.isAfter(instant)
          ? Optional.of(until)
          : Optional.empty();
    }

    @Override
    public Optional<Instant> startAfter(Instant instant) {
      return from.isAfter(instant) ? Optional.of(from) : Optional.empty();
    }
  }

  /** Spans of one length, which begin when a clock on a wall shows a time. */
  record Again(Schedule schedule, WallClock clock, Duration length) implements Window {
    // All are of one length, so the one that began last ends last.
    @Override
    public Optional<Instant> endOfSpanAt(Instant instant) {
      return schedule
          .atOrBefore(clock.latest(instant))
          .map(start -> clock.instant(start).plus(length))
          .filter(end -> end.isAfter(instant));
    }

    @Override
    public Optional<Instant> startAfter(Instant instant) {
      return schedule.after(clock.latest(instant)).map(clock::instant);
    }
  }
}
