package dev.tideway.cli.appd;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Two requests at the same time: each one is a run of kubectl, and takes its while. */
final class Both {
  private Both() {}

  static <A, B, R> R of(Supplier<A> one, Supplier<B> other, BiFunction<A, B, R> then) {
    CompletableFuture<B> later = CompletableFuture.supplyAsync(other, Thread::startVirtualThread);
    A first = one.get();
    try {
      return then.apply(first, later.join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
