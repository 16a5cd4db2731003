package dev.tideway.operator.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The Job that has to succeed before a candidate gets traffic. */
public sealed interface Migration {
  /** The spec asks for none, or the revision has had its own. */
  record Done() implements Migration {}

  /**
   * It is under way, or not yet begun.
   *
   * @param timeout how long it may take with all its attempts
   */
  record Pending(Duration timeout) implements Migration {}

  /**
   * It has failed for good.
   *
   * @param why the Job's own words
   * @param begun when the Job was made, to the second
   */
  record Failed(Why why, Instant begun) implements Migration {
    /** Whether the Job was that of an earlier attempt: a Retry has another. */
    public boolean isBefore(Instant attempt) {
      return begun.isBefore(attempt.truncatedTo(ChronoUnit.SECONDS));
    }
  }
}
