package dev.tideway.app.redis;

import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import dev.tideway.app.tracing.Traces;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Property;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redis behind a circuit breaker. No request waits for a connection: they are made in the
 * background, and while there is none everybody goes without.
 */
@Singleton
@RequiresRedis
public final class Redis {
  private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Pattern RUN_ID = Pattern.compile("(?m)^run_id:(\\w+)");

  private final RedisClient client;
  private final RedisURI uri;
  private final Duration timeout;
  private final Traces traces;
  private final Circuit<Session> circuit = new Circuit<>(PAUSE, System::nanoTime);
  private final AtomicBoolean saidAway = new AtomicBoolean();

  Redis(
      @Property(name = RedisUrl.PROPERTY) String url,
      @Property(name = RedisUrl.PASSWORD) @Nullable String password,
      Settings settings,
      Traces traces,
      MeterRegistry metrics) {
    this.uri = RedisUrl.uri(url, Optional.ofNullable(password));
    this.timeout = settings.duration(Setting.REDIS_TIMEOUT);
    this.traces = traces;
    uri.setTimeout(CONNECT);
    // Lettuce would make threads for each core; one connection needs few.
    client =
        RedisClient.create(
            ClientResources.builder().ioThreadPoolSize(2).computationThreadPoolSize(2).build());
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(10_000)
            .protocolVersion(ProtocolVersion.RESP2)
            .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).keepAlive(true).build())
            .build());
    for (Circuit.Name name : Circuit.Name.values()) {
      Gauge.builder("redis.circuit", () -> state() == name ? 1 : 0)
          .description("1 for the state that the circuit breaker before Redis is in")
          .tag("state", name.name().toLowerCase(Locale.ROOT))
          .register(metrics);
    }
    session();
  }

  /** Empty while Redis is away. */
  public Optional<Session> session() {
    if (circuit.mayTry()) {
      connect();
    }
    // A connection that was closed says so by itself: no request has to fail for it to be noticed.
    circuit
        .use()
        .filter(session -> !session.isOpen())
        .ifPresent(session -> lost(session, new ClosedChannelException()));
    return circuit.use();
  }

  // Whoever looks also tries: an app without requests has an honest metric, too.
  private Circuit.Name state() {
    session();
    return circuit.name();
  }

  private void connect() {
    CompletableFuture<Session> unused =
        client
            .connectAsync(StringCodec.UTF8, uri)
            .thenCompose(this::greet)
            .whenComplete(this::connected)
            .toCompletableFuture();
  }

  private CompletionStage<Session> greet(StatefulRedisConnection<String, String> connection) {
    return connection
        .async()
        .info("server")
        .toCompletableFuture()
        .orTimeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(info -> session(connection, info))
        .whenComplete(
            (session, e) -> {
              if (e != null) {
                connection.closeAsync();
              }
            });
  }

  private Session session(StatefulRedisConnection<String, String> connection, String info) {
    Matcher runId = RUN_ID.matcher(info);
    if (!runId.find()) {
      throw new IllegalStateException("this Redis doesn't say its run_id in INFO");
    }
    return new Session(connection, runId.group(1), timeout, traces.tracer(), this::lost);
  }

  private void connected(@Nullable Session session, @Nullable Throwable e) {
    if (session == null) {
      circuit.open();
      sayAway(e);
      return;
    }
    circuit.close(session);
    if (saidAway.getAndSet(false)) {
      LOG.info("Redis is back");
    }
  }

  private void lost(Session session, Throwable e) {
    if (circuit.open(session)) {
      session.close();
      sayAway(e);
    }
  }

  private void sayAway(@Nullable Throwable e) {
    if (!saidAway.getAndSet(true)) {
      LOG.atWarn()
          .addKeyValue("reason", String.valueOf(e))
          .log("Redis is away: all works without it, slower");
    }
  }

  @PreDestroy
  void close() {
    circuit.use().ifPresent(Session::close);
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
  }
}
