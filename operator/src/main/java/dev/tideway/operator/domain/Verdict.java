package dev.tideway.operator.domain;

/** What the metrics say of a candidate. */
public sealed interface Verdict {
  /** Nothing speaks against it. */
  record Passed() implements Verdict {}

  /**
   * It is worse than it may be.
   *
   * @param why the metric, its value and its bound
   */
  record Regressed(Why why) implements Verdict {}

  /**
   * Not enough is known.
   *
   * @param message what is missing
   */
  record Inconclusive(String message) implements Verdict {}
}
