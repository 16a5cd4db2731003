package dev.tideway.operator.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one pass decides.
 *
 * @param next what to remember; written to the status before anything else is
 * @param targets every revision that shall have a Deployment, and its size
 * @param traffic which of them requests shall reach
 * @param phase the one word for people
 * @param why what is waited for, or what went wrong
 * @param wakeAt when to look again even if nothing happens
 */
public record Plan(
    Memory next,
    List<Target> targets,
    Traffic traffic,
    Phase phase,
    Why why,
    Optional<Instant> wakeAt) {
  public Plan {
    targets = List.copyOf(targets);
  }

  public State state() {
    return next.state();
  }
}
