package dev.tideway.operator.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a route shall say.
 *
 * @param primary gets what the candidate doesn't
 * @param candidate the other revision that the route leads to, if any; testers reach it even at 0
 * @param weight the candidate's share, in percent
 */
public record Split(RevisionId primary, Optional<RevisionId> candidate, int weight) {
  public Split {
    if (weight < 0 || weight > 100 || (candidate.isEmpty() && weight > 0)) {
      throw new IllegalArgumentException("no share for a candidate: " + weight);
    }
  }

  /** Everything to one revision. */
  public static Split all(RevisionId revision) {
    return new Split(revision, Optional.empty(), 0);
  }

  /** Percent by revision hash; they sum to 100. */
  public Map<String, Integer> weights() {
    Map<String, Integer> weights = new LinkedHashMap<>();
    weights.put(primary.hash(), 100 - weight);
    candidate.ifPresent(c -> weights.put(c.hash(), weight));
    return weights;
  }
}
