package dev.tideway.crds;

/** What new content of a tracked object does. */
public enum TrackMode {
  /** It makes a new revision. */
  Restart,
  /** Nothing: the pods read it themselves. */
  Live
}
