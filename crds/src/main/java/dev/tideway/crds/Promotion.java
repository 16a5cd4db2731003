package dev.tideway.crds;

/** What a blue-green switch waits for. */
public enum Promotion {
  /** A Promote action. */
  Manual,
  /** Nothing but health and analysis. */
  Automatic
}
