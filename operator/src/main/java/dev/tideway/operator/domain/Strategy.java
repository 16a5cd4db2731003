package dev.tideway.operator.domain;

import java.time.Duration;
import java.util.List;

/** How a candidate takes over. */
public sealed interface Strategy {
  /** Pods are replaced a few at a time, and traffic follows their number. */
  record RollingUpdate() implements Strategy {}

  /**
   * The candidate gets growing shares of the traffic. A blue-green rollout is one whose only step
   * has all the pods and none of the traffic.
   *
   * @param steps before everything goes to the candidate
   * @param retireAfter how long the old revision stays at full size afterwards
   * @param by what divides the traffic
   */
  record Stepped(List<Step> steps, Duration retireAfter, By by) implements Strategy {
    public Stepped {
      steps = List.copyOf(steps);
    }

    /** The step of an index; the last one for every index beyond. */
    public Step at(int index) {
      return index < steps.size() ? steps.get(index) : Step.LAST;
    }

    public boolean isLast(int index) {
      return index >= steps.size();
    }
  }

  /** What divides traffic between two revisions. */
  enum By {
    /** The numbers of their pods, behind one Service. */
    Replicas,
    /** Nothing: the app's Service turns from one to the other. */
    Service,
    /** The weights of a route, over a Service for each. */
    Route
  }
}
