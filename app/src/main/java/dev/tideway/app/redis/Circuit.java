package dev.tideway.app.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps calls away from something that doesn't answer. While it is open nobody tries; after {@code
 * pause} the next who asks may try, alone, and closes it with what came of that, or opens it again.
 *
 * @param <T> what is used while the circuit is closed
 */
final class Circuit<T> {
  private final Duration pause;
  private final LongSupplier nanos;
  private State<T> state;

  Circuit(Duration pause, LongSupplier nanos) {
    this.pause = pause;
    this.nanos = nanos;
    this.state = new Open<>(nanos.getAsLong());
  }

  private sealed interface State<T> {}

  private record Closed<T>(T use) implements State<T> {}

  private record HalfOpen<T>() implements State<T> {}

  private record Open<T>(long retryAt) implements State<T> {}

  /** The states as the metric names them. */
  enum Name {
    CLOSED,
    HALF_OPEN,
    OPEN
  }

  synchronized Name name() {
    return switch (state) {
      case Closed<T> closed -> Name.CLOSED;
      case HalfOpen<T> halfOpen -> Name.HALF_OPEN;
      case Open<T> open -> Name.OPEN;
    };
  }

  synchronized Optional<T> use() {
    return state instanceof Closed<T>(T use) ? Optional.of(use) : Optional.empty();
  }

  /** Whether the caller is the one who has to try now. */
  synchronized boolean mayTry() {
    boolean due = state instanceof Open<T>(long retryAt) && nanos.getAsLong() - retryAt >= 0;
    if (due) {
      state = new HalfOpen<>();
    }
    return due;
  }

  synchronized void close(T use) {
    state = new Closed<>(use);
  }

  /** After a try that failed. */
  synchronized void open() {
    state = new Open<>(nanos.getAsLong() + pause.toNanos());
  }

  /** After {@code use} has failed; false when others had noticed before. */
  synchronized boolean open(T use) {
    boolean current = state instanceof Closed<T>(T used) && used == use;
    if (current) {
      open();
    }
    return current;
  }
}
