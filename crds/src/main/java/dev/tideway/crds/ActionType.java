package dev.tideway.crds;

/** What can be done to a rollout. */
public enum ActionType {
  /** Passes the gate that the rollout waits at. */
  Promote,
  /** Skips to the end; analysis still guards. */
  PromoteFull,
  /** Stays at the current step. */
  Pause,
  /** Goes on after a Pause. */
  Resume,
  /** Gives the candidate up. */
  Abort,
  /** Tries a candidate that was given up once more. */
  Retry,
  /** Goes back to an earlier revision until the spec next changes. */
  Rollback,
  /** Replaces every pod. */
  Restart
}
