package dev.tideway.crds;

/** What a freeze does to rollouts under way. */
public enum RunningPolicy {
  /** They go on to the end. */
  Continue,
  /** They stay where they are. */
  Pause
}
