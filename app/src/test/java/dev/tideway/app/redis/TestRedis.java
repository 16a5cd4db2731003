package dev.tideway.app.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import redis.embedded.RedisServer;

/** A real Redis on a free loopback port, that comes from Maven and keeps its data in target. */
public final class TestRedis implements AutoCloseable {
  private final int port;
  private final Path data;
  private RedisServer server;

  public TestRedis() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    data = Files.createDirectories(Path.of("target", "redis", "" + port).toAbsolutePath());
    server = start();
  }

  public int port() {
    return port;
  }

  public Map<String, String> environment() {
    return environment(port);
  }

  /** The same with one variable more. */
  public Map<String, String> environment(String name, String value) {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put(name, value);
    return environment;
  }

  /** The environment of an app that reaches it on another port. */
  public static Map<String, String> environment(int port) {
    return Map.of("REDIS_URL", "redis://127.0.0.1:" + port);
  }

  /** Asks Redis directly. */
  public <T> T ask(Function<StatefulRedisConnection<String, String>, T> question) {
    RedisClient client = RedisClient.create("redis://127.0.0.1:" + port);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return question.apply(connection);
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
  }

  /** Ends it at once; it keeps what it has SAVEd. */
  public void stop() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void startAgain() throws IOException {
    server = start();
  }

  @Override
  public void close() {
    stop();
  }

  private RedisServer start() throws IOException {
    RedisServer started =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .setting("dir " + data)
            .build();
    started.start();
    return started;
  }
}
