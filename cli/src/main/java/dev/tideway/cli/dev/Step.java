package dev.tideway.cli.dev;

import java.util.Set;

/** From what is saved to an app that runs it, in the order in which it is done. */
enum Step {
  /** Reads what the developer has set. */
  SETTINGS,
  /** Starts PostgreSQL and Redis, where they are ours. */
  SERVERS,
  /** Compiles, and brings other libraries along. */
  BUILD,
  MIGRATE,
  SEED,
  /** Starts the app, in place of the one that runs. */
  START;

  /** What may not have failed before it. */
  Set<Step> needs() {
    return switch (this) {
      case SETTINGS, BUILD -> Set.of();
      case SERVERS -> Set.of(SETTINGS);
      case MIGRATE -> Set.of(SETTINGS, SERVERS);
      case SEED, START -> Set.of(SETTINGS, SERVERS, MIGRATE);
    };
  }

  /** Whether only a database that is ours gets it. */
  boolean isForOurDatabase() {
    return this == MIGRATE || this == SEED;
  }
}
