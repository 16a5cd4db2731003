package dev.tideway.operator.domain;

import java.util.Optional;

/**
 * What one revision's Deployment asks for and has.
 *
 * @param revision whose pods
 * @param wanted the size that its Deployment asks for
 * @param available pods that are ready and have been for the minimal time
 * @param problem what keeps its other pods from becoming ready
 * @param reachable ready endpoints of the revision's own Service
 * @param home its ready endpoints in the app's Service
 */
public record Capacity(
    RevisionId revision,
    int wanted,
    int available,
    Optional<Problem> problem,
    int reachable,
    int home) {
  public Capacity {
    if (wanted < 0 || available < 0 || reachable < 0 || home < 0) {
      throw new IllegalArgumentException(
          "a size can't be negative: wanted " + wanted + ", available " + available);
    }
  }

  /** A revision that has no Deployment yet. */
  public static Capacity none(RevisionId revision) {
    return new Capacity(revision, 0, 0, Optional.empty(), 0, 0);
  }

  /** The same with more pods asked for. */
  public Capacity withMore(int pods) {
    return new Capacity(revision, wanted + pods, available, problem, reachable, home);
  }

  /** Wanted pods that don't serve. */
  public int missing() {
    return Math.max(0, wanted - available);
  }

  /** Pods to count on: a Deployment may report more than it wants while it shrinks. */
  public int serving() {
    return Math.min(wanted, available);
  }
}
