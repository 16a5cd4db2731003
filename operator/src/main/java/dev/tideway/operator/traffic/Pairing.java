package dev.tideway.operator.traffic;

import java.util.Optional;

/**
 * What the two Services of an attached route shall select, and how it shall divide requests.
 *
 * @param stable hash of the revision in the first; empty for every revision's pods
 * @param canary the same of the second
 * @param weight the second's share, in percent
 */
record Pairing(Optional<String> stable, Optional<String> canary, int weight) {
  /** Through both to the pods of every revision, as through the app's own Service. */
  static final Pairing BY_REPLICAS = new Pairing(Optional.empty(), Optional.empty(), 0);

  static Pairing of(String stable, String canary, int weight) {
    return new Pairing(Optional.of(stable), Optional.of(canary), weight);
  }
}
