package dev.tideway.operator.domain;

import dev.tideway.operator.domain.Reason.Severity;
import java.util.Comparator;

/**
 * Something that keeps a revision's pods from becoming ready, in the cluster's own words.
 *
 * @param reason the category
 * @param subject the object that reports it, such as {@code pod web-5d9c8f7b6-x2x7q}
 * @param detail the object's own message; may be empty
 * @param next what to type to see more, such as {@code kubectl logs -n shop web-5d9c8f7b6-x2x7q}
 * @param trace what to type once the object is gone, as after a candidate was given up
 * @param hope how long it is worth waiting for it to mend itself
 */
public record Problem(
    Reason reason, String subject, String detail, String next, String trace, Hope hope) {

  /** One whose object stays. */
  public Problem(Reason reason, String subject, String detail, String next, Hope hope) {
    this(reason, subject, detail, next, next, hope);
  }

  /** From what is worst to what is not so bad. */
  public static final Comparator<Problem> WORST_FIRST =
      Comparator.comparing(Problem::hope)
          .thenComparing(p -> p.reason().severity() == Severity.Normal)
          .thenComparing(Problem::subject);

  /** How long a problem may last before a rollout is given up for it. */
  public enum Hope {
    /** Waiting can't mend it. */
    None,
    /** What isn't over in seconds stays. */
    Seconds,
    /** Others may mend it: as long as the rollout's deadline. */
    Deadline
  }

  public boolean fatal() {
    return hope == Hope.None;
  }

  /** A sentence for people, such as {@code pod web-x: ImagePullBackOff: not found}. */
  public String sentence() {
    return detail.isBlank() ? subject + ": " + reason : subject + ": " + reason + ": " + detail;
  }
}
