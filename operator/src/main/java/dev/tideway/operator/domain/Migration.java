package dev.tideway.operator.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The Job that has to succeed before a candidate gets traffic. */
public sealed interface Migration {
  /** The spec asks for none, or the revision has had its own. */
  record Done() implements Migration {}

  /**
   * It is under way, or not yet begun.
   *
   * @param timeout how long it may take with all its attempts, and with what it waits for
   * @param behind the Job of another revision that has to end first
   */
  record Pending(Duration timeout, Optional<String> behind) implements Migration {}

  /**
   * It has failed for good.
   *
   * @param why the Job's own words
   * @param attempt the stage that it was made for, by when that began; empty for one of unknown
   *     making
   * @param timeout how long another may take
   */
  record Failed(Why why, Optional<Instant> attempt, Duration timeout) implements Migration {
    /** Whether the Job was made for a stage that began then: a Retry has another. */
    public boolean isOf(Instant since) {
      return attempt.filter(since::equals).isPresent();
    }
  }
}
