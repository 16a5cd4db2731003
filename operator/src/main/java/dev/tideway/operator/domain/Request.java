package dev.tideway.operator.domain;

import java.util.Optional;

/**
 * A RolloutAction that waits for an answer.
 *
 * @param name of the object
 * @param uid of the object
 * @param action what is asked for
 * @param revision number of the candidate that its author looked at
 * @param toRevision for a Rollback: the number of the revision to go back to
 * @param by who asks
 * @param reason why, in the author's words; may be empty
 * @param override whether to act despite a freeze
 */
public record Request(
    String name,
    String uid,
    Kind action,
    Optional<Long> revision,
    Optional<Long> toRevision,
    String by,
    String reason,
    boolean override) {
  /** What can be asked for; the names are those of the API. */
  public enum Kind {
    Promote,
    PromoteFull,
    Pause,
    Resume,
    Abort,
    Retry,
    Rollback,
    Restart
  }
}
