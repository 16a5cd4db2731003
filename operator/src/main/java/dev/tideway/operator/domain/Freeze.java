package dev.tideway.operator.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A freeze that holds now: no rollout may start.
 *
 * @param name name of the RolloutFreeze
 * @param namespace its namespace
 * @param reason why, in the words of whoever wrote it, and what is wrong with it, if anything is
 * @param by who wrote it
 * @param pausesRunning whether rollouts under way stay where they are
 * @param until the first instant at which nothing is frozen any more; empty when no end is in sight
 */
public record Freeze(
    String name,
    String namespace,
    String reason,
    String by,
    boolean pausesRunning,
    Optional<Instant> until) {

  /**
   * A sentence for people, such as {@code frozen by jane until 2026-11-30T08:00:00Z: no releases at
   * weekends (rolloutfreeze shop/weekend)}.
   */
  public String sentence() {
    String end =
        until
            .map(instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString())
            .orElse("somebody deletes it");
    return "frozen by %s until %s: %s (rolloutfreeze %s/%s)"
        .formatted(by, end, reason, namespace, name);
  }

  public Freeze until(Optional<Instant> end) {
    return new Freeze(name, namespace, reason, by, pausesRunning, end);
  }
}
