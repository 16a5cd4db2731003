package dev.tideway.operator.freeze;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/** A clock on a wall, which is put forward and back: between its time and instants. */
record WallClock(ZoneRules rules) {
  static WallClock in(ZoneId zone) {
    return new WallClock(zone.getRules());
  }

  /**
   * When the clock shows a time, or has passed it. A time that it skips counts at the moment after
   * the gap, one that it shows twice at the first. Later times never give earlier instants.
   */
  Instant instant(LocalDateTime time) {
    ZoneOffsetTransition transition = rules.getTransition(time);
    return transition != null && transition.isGap()
        ? transition.getInstant()
        : time.toInstant(rules.getValidOffsets(time).getFirst());
  }

  /** The last minute that the clock has shown or passed at an instant. */
  LocalDateTime latest(Instant instant) {
    ZoneOffset offset = rules.getOffset(instant);
    LocalDateTime shown = LocalDateTime.ofInstant(instant, offset);
    // While it shows an hour for the second time, all of that hour has been there before.
    return Optional.ofNullable(rules.getTransition(shown))
        .filter(t -> t.isOverlap() && t.getOffsetAfter().equals(offset))
        .map(t -> t.getDateTimeBefore().minusNanos(1))
        .orElse(shown)
        .truncatedTo(ChronoUnit.MINUTES);
  }
}
