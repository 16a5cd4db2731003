package dev.tideway.crds;

/** What to do when a metric has no data. */
public enum OnNoData {
  /** Wait. */
  Hold,
  /** Go on. */
  Pass,
  /** Abort. */
  Fail
}
