package dev.tideway.operator.traffic;

import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Split;
import java.util.Optional;

/**
 * The way of an attached route from where it stands to what a plan asks for, one write at a time.
 * Each step depends on what is seen alone, so that an operator may die after any of them.
 *
 * <p>A Service turns to another revision only while the route gives it nothing, or while it leads
 * nowhere. So a promotion gives everything to the second Service, turns the first, and gives
 * everything back to it.
 */
final class Turning {
  private final Position at;

  private Turning(Position at) {
    this.at = at;
  }

  static Pairing next(Position at, Optional<Split> asked) {
    return asked
        .map(split -> new Turning(at).next(split))
        // Selects the pods of what it selected before, and more.
        .orElse(Pairing.BY_REPLICAS);
  }

  private Pairing next(Split split) {
    String primary = split.primary().hash();
    String canary = at.canary().hash().orElse(primary);
    if (at.stable().hash().equals(Optional.of(primary))) {
      String candidate = split.candidate().map(RevisionId::hash).orElse(primary);
      return atHome(primary, canary, candidate, split.weight());
    }
    return at.served()
        .map(stable -> towards(primary, stable, canary))
        .orElseGet(() -> Pairing.of(primary, canary, at.share().orElse(0)));
  }

  /** The first Service has the primary revision. */
  private Pairing atHome(String primary, String canary, String candidate, int weight) {
    if (!canary.equals(candidate)) {
      boolean may = candidate.equals(primary) || (at.named() && at.isReady(candidate));
      return at.isQuiet() && may
          ? Pairing.of(primary, candidate, 0)
          : Pairing.of(primary, canary, back(primary, canary));
    }
    if (canary.equals(primary)) {
      return Pairing.of(primary, canary, back(primary, canary));
    }
    int now = at.share().orElse(0);
    return Pairing.of(primary, canary, at.canaryShows(candidate) ? weight : Math.min(weight, now));
  }

  /** The first Service still has another revision than the one that is to have everything. */
  private Pairing towards(String primary, String stable, String canary) {
    if (!at.named()) {
      return Pairing.of(stable, canary, 0);
    }
    int now = at.share().orElse(0);
    if (!canary.equals(primary)) {
      return at.isQuiet() && at.isReady(primary)
          ? Pairing.of(stable, primary, 0)
          : Pairing.of(stable, canary, back(stable, canary));
    }
    if (now == 100 && at.confirmed()) {
      return Pairing.of(primary, canary, now);
    }
    return Pairing.of(stable, canary, at.canaryShows(primary) ? 100 : now);
  }

  /** Nothing for the second Service; where the first has just turned, once it shows its pods. */
  private int back(String stable, String canary) {
    return stable.equals(canary) && !at.stableShows(stable) ? at.share().orElse(0) : 0;
  }
}
