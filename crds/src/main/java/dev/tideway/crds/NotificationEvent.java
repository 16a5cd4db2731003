package dev.tideway.crds;

/** Moments of a rollout. */
public enum NotificationEvent {
  /** Started. */
  Started,
  /** AwaitingApproval. */
  AwaitingApproval,
  /** Promoted. */
  Promoted,
  /** Aborted. */
  Aborted,
  /** Degraded. */
  Degraded
}
