package dev.tideway.operator.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * What freezes mean for one app at one moment.
 *
 * @param active the freeze to name to people; empty when nothing is frozen. Of several, one that
 *     pauses running rollouts, then the one that lasts longest; it ends when the last of them does
 * @param nextChange when to ask again, even if nobody writes a freeze; empty when time changes
 *     nothing any more
 */
public record Freezes(Optional<Freeze> active, Optional<Instant> nextChange) {
  /** Nobody has written a freeze. */
  public static final Freezes NONE = new Freezes(Optional.empty(), Optional.empty());
}
