package dev.tideway.app.services;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that many want at once and one does, for all of them; what it throws, all get. */
final class SingleFlight<T> {
  private final Supplier<T> work;
  private final AtomicReference<@Nullable FutureTask<T>> running = new AtomicReference<>();

  SingleFlight(Supplier<T> work) {
    this.work = work;
  }

  T run() {
    FutureTask<T> mine = new FutureTask<>(work::get);
    FutureTask<T> others = running.compareAndExchange(null, mine);
    if (others != null) {
      return result(others);
    }
    try {
      mine.run();
    } finally {
      running.set(null);
    }
    return result(mine);
  }

  private static <T> T result(FutureTask<T> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
