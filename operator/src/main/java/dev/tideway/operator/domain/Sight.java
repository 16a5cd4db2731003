package dev.tideway.operator.domain;

import java.util.List;

/**
 * What the caches show of an app.
 *
 * @param capacities every revision that has a Deployment
 * @param mixable whether the app's Service reaches the pods of all these revisions at once
 * @param named whether a revision has a Service of its own, which a route may lead to
 * @param shared whether the app's Service leads to the pods of every revision
 * @param routed what its route says
 * @param migration where the target's Job stands
 * @param verdict what the metrics say of the candidate
 * @param served every revision that has been stable and that there is a record of
 */
public record Sight(
    List<Capacity> capacities,
    boolean mixable,
    boolean named,
    boolean shared,
    Routed routed,
    Migration migration,
    Verdict verdict,
    List<RevisionId> served) {
  public Sight {
    capacities = List.copyOf(capacities);
    served = List.copyOf(served);
  }
}
