package dev.tideway.operator.traffic;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where the two Services of an attached route, and the route, stand.
 *
 * @param stable what the first selects
 * @param canary what the second selects
 * @param named whether the route names both
 * @param share what the second gets, in percent; empty where rules disagree
 * @param confirmed whether the gateway has taken over what the route says
 * @param behindStable ready endpoints of the first, by revision hash
 * @param behindCanary the same of the second
 * @param ready ready endpoints of each revision's own Service
 */
record Position(
    Slot stable,
    Slot canary,
    boolean named,
    OptionalInt share,
    boolean confirmed,
    Map<String, Integer> behindStable,
    Map<String, Integer> behindCanary,
    Map<String, Integer> ready) {

  /** Whether the second Service gets nothing, and the gateway knows. */
  boolean isQuiet() {
    return !named || (confirmed && share.equals(OptionalInt.of(0)));
  }

  boolean isReady(String hash) {
    return ready.getOrDefault(hash, 0) > 0;
  }

  boolean stableShows(String hash) {
    return shows(behindStable, hash);
  }

  boolean canaryShows(String hash) {
    return shows(behindCanary, hash);
  }

  /** All of a revision's ready pods and no others: a turn of the selector has arrived. */
  private boolean shows(Map<String, Integer> behind, String hash) {
    return behind.keySet().equals(Set.of(hash))
        && behind.getOrDefault(hash, 0) >= Math.max(1, ready.getOrDefault(hash, 0));
  }

  /** The revision in the first; not one that has no pods there any more. */
  Optional<String> served() {
    return stable.hash().filter(hash -> !behindStable.isEmpty());
  }
}
