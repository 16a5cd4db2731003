package dev.tideway.operator.domain;

/**
 * Why an app is in the state that it is in. The constant's name is the one spelling that appears in
 * conditions, Events, metrics and docs.
 */
public enum Reason {
  /** The stable revision serves at full size and nothing is waiting. */
  RolledOut(Severity.Normal),
  /** The spec asks for no pods, so that nothing runs and no candidate can prove itself. */
  ScaledToZero(Severity.Normal),
  /** Seen for the first time; nothing is known yet. */
  Starting(Severity.Normal),
  /** A candidate is taking over and makes progress. */
  RollingUpdate(Severity.Normal),
  /** A freeze keeps a candidate from starting, or from going on. */
  Frozen(Severity.Normal),
  /** As many rollouts as may run at once are under way. */
  Queued(Severity.Normal),
  /** The migration Job runs. */
  Migrating(Severity.Normal),
  /** The app takes over what ran before it. */
  Adopting(Severity.Normal),
  /** The candidate gets the pods that its next share of the traffic needs. */
  Scaling(Severity.Normal),
  /** The route has a new weight, which the gateway has not confirmed yet. */
  Shifting(Severity.Normal),
  /** The candidate has its share of the traffic and is watched. */
  Observing(Severity.Normal),
  /** The step waits for a Promote action. */
  AwaitingApproval(Severity.Normal),
  /** A Pause action holds the rollout. */
  Paused(Severity.Normal),
  /** The candidate has all traffic, and callers within the cluster turn to it. */
  Promoting(Severity.Normal),
  /** The old revision stays for a while, to go back to at once. */
  Retiring(Severity.Normal),
  /** Traffic goes back to the stable revision, for a newer spec. */
  Superseded(Severity.Normal),
  /** An Abort action gave the candidate up. */
  AbortRequested(Severity.Warning),
  /** A metric of the candidate is worse than it may be. */
  Regressed(Severity.Warning),
  /** The metrics gave no verdict in time. */
  NoVerdict(Severity.Warning),
  /** The migration Job failed. */
  MigrationFailed(Severity.Warning),
  /** What {@code spec.adopt} names can't be taken over as it is. */
  AdoptionRefused(Severity.Warning),
  /** None of the app's pods served any more, and callers are with the old ones again. */
  AdoptionReturned(Severity.Warning),
  /** The gateway doesn't take over what the route says. */
  RouteNotConfirmed(Severity.Warning),
  /** The route that the spec attaches to isn't there, or doesn't name the app's two Services. */
  RouteNotAttached(Severity.Warning),
  /** The stable revision is short of ready pods, with no cause that a pod reports. */
  WaitingForPods(Severity.Normal),
  /** A container exits again and again. */
  CrashLoopBackOff(Severity.Warning),
  /** The image can't be pulled. */
  ImagePullBackOff(Severity.Warning),
  /** The container can't be created from its configuration, such as a missing Secret. */
  InvalidConfiguration(Severity.Warning),
  /** A container runs, but its health check has not succeeded. */
  NotReady(Severity.Normal),
  /** No node fits the pod. */
  Unschedulable(Severity.Warning),
  /** The apiserver refuses the pods: a quota, a limit range or an admission policy. */
  PodsRejected(Severity.Warning),
  /** The candidate didn't become ready in time. */
  ProgressDeadlineExceeded(Severity.Warning),
  /** The apiserver refuses a child as the spec describes it. */
  ChildRejected(Severity.Warning),
  /** The spec asks for something that this release, or the gateway, does not act on. */
  NotImplemented(Severity.Warning),
  /** The app is being deleted. */
  Deleting(Severity.Normal);

  /** How a reason is reported as an Event. */
  public enum Severity {
    Normal,
    Warning
  }

  private final Severity severity;

  Reason(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /** Whether a turn to this reason is worth an Event; steps on a good way are not. */
  public boolean isNews() {
    return severity == Severity.Warning
        || switch (this) {
          case RolledOut, RollingUpdate, Frozen, Adopting, AwaitingApproval, Paused, Retiring ->
              true;
          default -> false;
        };
  }
}
