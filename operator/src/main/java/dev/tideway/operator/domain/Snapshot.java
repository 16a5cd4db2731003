package dev.tideway.operator.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that one pass knows of an app, read from caches at one moment.
 *
 * @param target the revision that the spec asks for
 * @param size how many pods the spec asks for
 * @param surge how far above the size a rolling update may go
 * @param unavailable how far below
 * @param progressDeadline how long a rollout may go without progress
 * @param state what the last pass remembered; empty for a new app
 * @param capacities every revision that has a Deployment
 * @param mixable whether the app's Service reaches the pods of all these revisions at once
 */
public record Snapshot(
    RevisionId target,
    Size size,
    Share surge,
    Share unavailable,
    Duration progressDeadline,
    Optional<State> state,
    List<Capacity> capacities,
    boolean mixable) {
  public Snapshot {
    capacities = List.copyOf(capacities);
  }

  /** What a revision has; nothing when it has no Deployment. */
  public Capacity capacityOf(RevisionId revision) {
    return capacities.stream()
        .filter(c -> c.revision().sameAs(revision))
        .findFirst()
        .orElse(Capacity.none(revision));
  }

  /** Every revision but one that has a Deployment. */
  public List<Capacity> others(RevisionId revision) {
    return capacities.stream().filter(c -> !c.revision().sameAs(revision)).toList();
  }
}
