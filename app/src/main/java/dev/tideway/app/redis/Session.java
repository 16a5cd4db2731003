package dev.tideway.app.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * A connection to one process of Redis, for as long as both live. It is never mended: a Redis that
 * was started again may have forgotten what this session has told it, and is another instance.
 */
public final class Session {
  /** One slow answer is no reason to go without; this many in a row are. */
  static final int FAILURES = 3;

  private final StatefulRedisConnection<String, String> connection;
  private final String instance;
  private final Duration timeout;
  private final Tracer tracer;
  private final BiConsumer<Session, Throwable> onFailure;
  private final AtomicInteger failures = new AtomicInteger();

  Session(
      StatefulRedisConnection<String, String> connection,
      String instance,
      Duration timeout,
      Tracer tracer,
      BiConsumer<Session, Throwable> onFailure) {
    this.connection = connection;
    this.instance = instance;
    this.timeout = timeout;
    this.tracer = tracer;
    this.onFailure = onFailure;
  }

  /** Which process of Redis this is: another one after each start. */
  public String instance() {
    return instance;
  }

  /**
   * What the script answered; empty when no answer came in time. Then it may have run, may run
   * later, or may never run.
   */
  public Optional<List<String>> run(Script script, List<String> keys, String... arguments) {
    Span span =
        tracer
            .spanBuilder("EVALSHA " + script.name())
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("db.system.name", "redis")
            .setAttribute("db.operation.name", "EVALSHA")
            .startSpan();
    try {
      Optional<List<String>> answer = await(script, keys, arguments);
      span.setStatus(answer.isPresent() ? StatusCode.UNSET : StatusCode.ERROR);
      return answer;
    } finally {
      span.end();
    }
  }

  private Optional<List<String>> await(Script script, List<String> keys, String... arguments) {
    CompletableFuture<List<String>> answer = send(script, keys, arguments);
    try {
      List<String> result = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      failures.set(0);
      return Optional.of(result);
    } catch (TimeoutException | ExecutionException e) {
      failed(e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The same without waiting for an answer, for what is good to have done and needn't be. */
  public void runLater(Script script, List<String> keys, String... arguments) {
    // A connection that fails shows itself to the next call that waits.
    CompletableFuture<List<String>> unused = send(script, keys, arguments);
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  void close() {
    CompletableFuture<Void> unused = connection.closeAsync();
  }

  private CompletableFuture<List<String>> send(
      Script script, List<String> keys, String... arguments) {
    try {
      RedisAsyncCommands<String, String> redis = connection.async();
      String[] keyArray = keys.toArray(String[]::new);
      CompletionStage<List<String>> known =
          redis.evalsha(script.digest(), ScriptOutputType.MULTI, keyArray, arguments);
      return known
          .exceptionallyCompose(
              e ->
                  causeOf(e) instanceof RedisNoScriptException
                      ? redis.eval(script.text(), ScriptOutputType.MULTI, keyArray, arguments)
                      : CompletableFuture.failedStage(e))
          .toCompletableFuture();
    } catch (RuntimeException closedOrFull) {
      return CompletableFuture.failedFuture(closedOrFull);
    }
  }

  private void failed(Throwable e) {
    if (failures.incrementAndGet() >= FAILURES || !isOpen()) {
      onFailure.accept(this, e);
    }
  }

  private static Throwable causeOf(Throwable e) {
    return e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
  }
}
