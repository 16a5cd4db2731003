package dev.tideway.operator.domain;

/** The one word that people look at first. */
public enum Phase {
  /** On its way, and nobody has to act. */
  Progressing,
  /** What the spec asks for serves at full size. */
  Ready,
  /** A step waits for a Promote action. */
  AwaitingApproval,
  /** Somebody paused the rollout. */
  Paused,
  /** The candidate was given up; the stable revision serves. */
  Aborted,
  /** Short of pods, for a reason that waiting alone won't mend. */
  Degraded
}
