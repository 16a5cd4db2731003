package dev.tideway.operator.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that one pass knows of an app, read from caches at one moment.
 *
 * @param app its name
 * @param wish what the spec asks for
 * @param memory what the last pass remembered; empty for a new app
 * @param sight what is there
 * @param requests actions that wait for an answer, oldest first
 * @param hold what keeps a rollout from starting
 */
public record Snapshot(
    AppName app,
    Wish wish,
    Optional<Memory> memory,
    Sight sight,
    List<Request> requests,
    Optional<Hold> hold) {
  public Snapshot {
    requests = List.copyOf(requests);
  }

  public Size size() {
    return wish.size();
  }

  public Duration progressDeadline() {
    return wish.progressDeadline();
  }

  public boolean mixable() {
    return sight.mixable();
  }

  public List<Capacity> capacities() {
    return sight.capacities();
  }

  public Routed routed() {
    return sight.routed();
  }

  /** What a revision has; nothing when it has no Deployment. */
  public Capacity capacityOf(RevisionId revision) {
    return capacities().stream()
        .filter(c -> c.revision().sameAs(revision))
        .findFirst()
        .orElse(Capacity.none(revision));
  }

  /** Every revision but one that has a Deployment. */
  public List<Capacity> others(RevisionId revision) {
    return capacities().stream().filter(c -> !c.revision().sameAs(revision)).toList();
  }
}
