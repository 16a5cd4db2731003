package dev.tideway.crds;

/** What becomes of the children when an AppDeployment is deleted. */
public enum DeletionPolicy {
  /** Everything goes with it. */
  Delete,
  /** What serves is left running, owned by nobody. */
  Orphan
}
