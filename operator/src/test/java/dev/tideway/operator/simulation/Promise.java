package dev.tideway.operator.simulation;

/** What must hold after every step of every run. */
enum Promise {
  /** Weights lie in 0 to 100 and sum to 100. */
  WeightsSum,
  /** No weight without the ready pods that it needs, and no traffic to a Service without any. */
  ReadyBeforeWeight,
  /** Capacity is at least what the weights need, and a rolling update holds its floor. */
  CapacityKept,
  /** A revision with weight is never scaled to 0 or deleted. */
  NeverCutOff,
  /** Only the revision that an action names is promoted, and no step without its own approval. */
  OnlyWhatWasNamed,
  /** An aborted revision gets no traffic before a new spec or a Retry. */
  AbortedStays,
  /** A migration Job succeeds before the first traffic, once a revision. */
  MigratedFirst,
  /** At rest nothing is written. */
  SilentAtRest,
  /** After the last fault the app reaches its desired or its aborted state, and stays there. */
  ComesToRest,
  /** Writes stay within a budget. */
  FewWrites,
  /** Steps come in their order, each with its hold and its approval. */
  NoStepSkipped,
  /** What is paused or frozen gains no weight. */
  HeldStays,
  /** What can't work, or takes too long, is given up. */
  GivenUpInTime
}
