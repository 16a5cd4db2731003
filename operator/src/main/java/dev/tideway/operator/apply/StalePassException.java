package dev.tideway.operator.apply;

import java.time.Instant;

/** A pass took so long that what it has seen may be over. The next one goes on where it ended. */
public final class StalePassException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StalePassException(Instant seen) {
    super("this pass looked at the cluster at " + seen + ", too long ago to write: it starts anew");
  }
}
