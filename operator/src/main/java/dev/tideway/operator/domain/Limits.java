package dev.tideway.operator.domain;

/**
 * How far a rolling update may leave the asked size, in pods.
 *
 * @param surge pods above the size
 * @param unavailable pods below the size
 */
public record Limits(int surge, int unavailable) {
  public Limits {
    if (surge < 0 || unavailable < 0) {
      throw new IllegalArgumentException(
          "limits can't be negative: surge " + surge + ", unavailable " + unavailable);
    }
    if (surge + unavailable == 0) {
      throw new IllegalArgumentException(
          "surge and unavailable can't both be 0: nothing could move");
    }
  }

  /**
   * Resolves percentages against a size as a Deployment does: surge rounds up, unavailable rounds
   * down, and when both come to 0 one pod may be unavailable.
   */
  public static Limits of(Share surge, Share unavailable, int size) {
    int s = surge.roundedUp(size);
    int u = unavailable.roundedDown(size);
    return s + u == 0 ? new Limits(0, 1) : new Limits(s, u);
  }
}
