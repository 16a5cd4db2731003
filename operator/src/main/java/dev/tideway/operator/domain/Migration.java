package dev.tideway.operator.domain;

import java.time.Duration;

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
   */
  record Failed(Why why) implements Migration {}
}
