package dev.tideway.e2e.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import redis.embedded.RedisServer;

/** The PostgreSQL and the Redis of the app's tests, on loopback. */
final class Databases implements AutoCloseable {
  /** So many are in the table when a service begins. */
  static final int ITEMS = 1000;

  // The ids are those that load.js asks for.
  private static final String FILL =
      """
      TRUNCATE items CASCADE;
      INSERT INTO items
      SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Item ' || n, 'For the bench', 'hand-tools',
        'ACTIVE', 7, now(), now(), 0
      FROM generate_series(0, %d) n;
      VACUUM ANALYZE items
      """
          .formatted(ITEMS - 1);

  private final EmbeddedPostgres postgres;
  private final RedisServer redis;
  private final int redisPort;

  Databases() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(Path.of("target", "postgres").toAbsolutePath().toFile())
            // The disk isn't what is measured.
            .setServerConfig("fsync", "off")
            .start();
    redisPort = freePort();
    redis =
        RedisServer.newRedisServer().port(redisPort).bind("127.0.0.1").setting("save \"\"").build();
    redis.start();
  }

  String databaseUrl() {
    return "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres";
  }

  String redisUrl() {
    return "redis://127.0.0.1:" + redisPort;
  }

  /** The same rows for each service. */
  void fill() throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      // One by one: VACUUM refuses to be one of several.
      for (String sql : FILL.split(";", -1)) {
        statement.execute(sql);
      }
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    redis.stop();
    postgres.close();
  }
}
