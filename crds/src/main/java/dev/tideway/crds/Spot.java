package dev.tideway.crds;

/** Whether pods run on spot nodes. */
public enum Spot {
  /** On on-demand nodes only. */
  Avoid,
  /** On spot nodes where there are some, else on demand. */
  Prefer,
  /** On spot nodes only. */
  Require
}
