package dev.tideway.operator.domain;

/**
 * How many pods an app asks for. Both forms bound the size from below, so that an app is never
 * scaled away.
 */
public sealed interface Size {
  /**
   * A number that the user wrote.
   *
   * @param replicas pods; 0 switches the app off
   */
  record Fixed(int replicas) implements Size {
    public Fixed {
      if (replicas < 0) {
        throw new IllegalArgumentException("replicas can't be negative: " + replicas);
      }
    }
  }

  /**
   * A HorizontalPodAutoscaler decides, between two bounds.
   *
   * @param min fewest pods, at least 1
   * @param max most pods
   */
  record Autoscaled(int min, int max) implements Size {
    public Autoscaled {
      if (min < 1 || max < min) {
        throw new IllegalArgumentException("bounds must be 1 <= min <= max: " + min + ", " + max);
      }
    }
  }

  /** Pods to hold when {@code now} of them are asked for now. */
  default int total(int now) {
    return switch (this) {
      case Fixed f -> f.replicas();
      case Autoscaled a -> Math.clamp(now, a.min(), a.max());
    };
  }
}
