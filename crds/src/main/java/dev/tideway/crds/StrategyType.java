package dev.tideway.crds;

/** How a new revision takes over. */
public enum StrategyType {
  /** Pod by pod. */
  RollingUpdate,
  /** By growing shares of the traffic. */
  Canary,
  /** At once, after a preview. */
  BlueGreen
}
