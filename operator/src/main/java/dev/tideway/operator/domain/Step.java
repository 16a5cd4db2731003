package dev.tideway.operator.domain;

import java.time.Duration;

/**
 * One step of a rollout.
 *
 * @param weight share of the traffic that the candidate gets, in percent
 * @param capacity share of the app's size that the candidate needs for it, in percent
 * @param hold least time at this step
 * @param approval whether it waits for a Promote action
 */
public record Step(int weight, int capacity, Duration hold, boolean approval) {
  /** Everything to the candidate: what follows after the steps that the user wrote. */
  public static final Step LAST = new Step(100, 100, Duration.ZERO, false);

  public Step {
    if (weight < 0 || weight > 100 || capacity < weight || capacity > 100) {
      throw new IllegalArgumentException(
          "a step needs 0 <= weight <= capacity <= 100: " + weight + ", " + capacity);
    }
  }

  /** A step of a canary: as many pods as its share of the traffic needs. */
  public static Step canary(int weight, Duration hold, boolean approval) {
    return new Step(weight, weight, hold, approval);
  }

  /** Candidate pods that the weight needs: at least one, where there are any. */
  public int pods(int total) {
    return Math.min(total, Math.max(1, Math.ceilDiv(capacity * total, 100)));
  }
}
