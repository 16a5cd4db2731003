package dev.tideway.operator.freeze;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Several windows together: what overlaps or follows without a break counts as one. */
record Windows(List<Window> all) {
  static final Windows ALWAYS = new Windows(List.of(Window.Once.ALWAYS));

  // More than a year of days. A minute every minute has no end: then one asks again after so many.
  private static final int MOST_SPANS = 400;

  Windows {
    all = List.copyOf(all);
  }

  /**
   * A time without a break.
   *
   * @param until the first instant after it, or the last that was looked at
   * @param ends whether it is over then, as far as was looked
   */
  record Stretch(Instant until, boolean ends) {
    Optional<Instant> end() {
      return ends ? change() : Optional.empty();
    }

    Optional<Instant> change() {
      return Optional.of(until).filter(Instant.MAX::isAfter);
    }
  }

  static Windows together(Stream<Windows> several) {
    return new Windows(several.flatMap(windows -> windows.all().stream()).toList());
  }

  /** The rest of the stretch that holds an instant; empty when none does. */
  Optional<Stretch> at(Instant now) {
    Instant until = now;
    Optional<Instant> further = endOfSpansAt(now);
    for (int spans = 0; further.isPresent() && spans < MOST_SPANS; spans++) {
      until = further.get();
      further = until.equals(Instant.MAX) ? Optional.empty() : endOfSpansAt(until);
    }
    return until.equals(now)
        ? Optional.empty()
        : Optional.of(new Stretch(until, further.isEmpty()));
  }

  /** When the first span after an instant begins. */
  Optional<Instant> startAfter(Instant instant) {
    return all.stream()
        .flatMap(window -> window.startAfter(instant).stream())
        .min(Comparator.naturalOrder());
  }

  private Optional<Instant> endOfSpansAt(Instant instant) {
    return all.stream()
        .flatMap(window -> window.endOfSpanAt(instant).stream())
        .max(Comparator.naturalOrder());
  }
}
