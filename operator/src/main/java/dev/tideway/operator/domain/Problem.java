package dev.tideway.operator.domain;

/**
 * Something that keeps a revision's pods from becoming ready, in the cluster's own words.
 *
 * @param reason the category
 * @param subject the object that reports it, such as {@code pod web-5d9c8f7b6-x2x7q}
 * @param detail the object's own message; may be empty
 * @param next what to type to see more, such as {@code kubectl logs -n shop web-5d9c8f7b6-x2x7q}
 * @param fatal whether waiting can't mend it, so that a rollout ends at once
 */
public record Problem(Reason reason, String subject, String detail, String next, boolean fatal) {
  /** A sentence for people, such as {@code pod web-x: ImagePullBackOff: not found}. */
  public String sentence() {
    return detail.isBlank() ? subject + ": " + reason : subject + ": " + reason + ": " + detail;
  }
}
