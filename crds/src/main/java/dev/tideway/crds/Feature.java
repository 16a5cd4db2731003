package dev.tideway.crds;

/**
 * A part of the API that a release of the operator may not act on yet. Whoever uses one is told so
 * by the condition {@code Unsupported}, never left to find out.
 */
public enum Feature {
  /** Steps of growing traffic. */
  Canary("spec.strategy.type: Canary"),
  /** One switch after a preview. */
  BlueGreen("spec.strategy.type: BlueGreen"),
  /** Metrics that guard a rollout. */
  Analysis("spec.analysis"),
  /** A Job before the first traffic. */
  Migration("spec.migration"),
  /** Taking over what runs already. */
  Adopt("spec.adopt"),
  /** Scraping and alerts. */
  Monitoring("spec.monitoring"),
  /** Messages about a rollout. */
  Notifications("spec.notifications"),
  /** Other bounds at certain times. */
  AutoscalingSchedule("spec.autoscaling.schedule"),
  /** Weights of a route that somebody else owns. */
  RouteAttachTo("spec.route.attachTo"),
  /** A new revision for new content of a ConfigMap or Secret of others. */
  ConfigTrackRestart("spec.config.track[].mode: Restart");

  private final String path;

  Feature(String path) {
    this.path = path;
  }

  /** The field that asks for it, with its value where only that one does. */
  public String path() {
    return path;
  }
}
