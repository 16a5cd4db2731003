package dev.tideway.operator.domain;

import java.util.Map;
import java.util.Optional;

/**
 * What the app's route says, and whether the gateway follows it.
 *
 * @param wanted whether the spec asks for a route
 * @param exists whether there is one
 * @param weights percent by revision hash; empty when it leads to the app's own Service
 * @param confirmed whether the gateway has taken over what it says
 * @param problem why the gateway refuses it, in its own words
 */
public record Routed(
    boolean wanted,
    boolean exists,
    Map<String, Integer> weights,
    boolean confirmed,
    Optional<String> problem) {
  /** An app without a route. */
  public static final Routed NONE = new Routed(false, false, Map.of(), false, Optional.empty());

  public Routed {
    weights = Map.copyOf(weights);
  }

  /** Whether requests go as a plan has it. */
  public boolean follows(Optional<Split> split) {
    return !wanted || (confirmed && weights.equals(split.map(Split::weights).orElse(Map.of())));
  }
}
