package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Request;
import dev.tideway.operator.domain.Size;

/** One thing that happens in a run: somebody's doing, the cluster's, or a fault. */
sealed interface Item {
  /** At a time, in milliseconds since the start. */
  sealed interface Timed extends Item {
    long at();
  }

  /** Somebody applies a spec with the revision of a number. */
  record Apply(long at, int revision) implements Timed {}

  record Resize(long at, Size size) implements Timed {}

  record Change(long at, Spec.Way way) implements Timed {}

  /**
   * Somebody creates a RolloutAction.
   *
   * @param names which revision it names
   */
  record Act(long at, Request.Kind kind, Names names, int to, boolean override) implements Timed {
    enum Names {
      Nothing,
      Candidate,
      Another
    }
  }

  record Freeze(long at, long lasts, boolean pausesRunning) implements Timed {}

  record Queue(long at, long lasts) implements Timed {}

  /** What the autoscaler would like, in pods. */
  record Load(long at, int pods) implements Timed {}

  /** Pods of a revision die, and start again. */
  record Kill(long at, boolean candidate, int pods) implements Timed {}

  record Refuse(long at, long lasts) implements Timed {}

  record NoData(long at, long lasts) implements Timed {}

  record Regress(long at, long lasts) implements Timed {}

  /** A watch misses events until it lists again. */
  record Deaf(long at, Kind kind, long lasts) implements Timed {}

  record Slow(long at, Kind kind, long lasts, long lag) implements Timed {}

  /** The operator's clock jumps. */
  record Jump(long at, long millis) implements Timed {}

  /** Something goes wrong with the request of a number. */
  record Broken(int request, Fault fault, long length) implements Item {}

  enum Fault {
    CrashBefore,
    CrashAfter,
    Conflict,
    TooMany,
    ServerError,
    TimeoutAfter,
    /** The leader stands still before it sends the request, and another one takes over. */
    TwoLeaders
  }
}
