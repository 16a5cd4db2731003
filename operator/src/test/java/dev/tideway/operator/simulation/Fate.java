package dev.tideway.operator.simulation;

import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of a revision's pods.
 *
 * @param pods how they fare
 * @param slowness of a pod's start, in milliseconds at most
 * @param migration whether it has a migration Job, and how that ends
 * @param port revisions of different ports can't be reached through one Service
 * @param regresses whether its metrics are worse as soon as it gets traffic
 */
record Fate(Pods pods, long slowness, Optional<Migrates> migration, int port, boolean regresses) {
  /** Of a migration Job. */
  static final Duration TIMEOUT = Duration.ofSeconds(20);

  enum Pods {
    Healthy,
    /** No more than one becomes ready. */
    AllButOneStuck,
    /** Never become ready; nobody says why. */
    Silent,
    Unschedulable,
    Crashing,
    /** A problem that is over within seconds, or isn't. */
    Hiccup
  }

  enum Migrates {
    Well,
    /** Fails at first, and works when it is tried again. */
    BadlyOnce,
    Badly,
    /** Doesn't end before its timeout. */
    Forever
  }
}
