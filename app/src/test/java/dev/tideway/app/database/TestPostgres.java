package dev.tideway.app.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL: started once for a run of the tests, on a free loopback port, and ended with
 * it. Each test class has a database of its own, with the migrations in it.
 */
public final class TestPostgres {
  private static final Path HOME = Path.of("target", "postgres").toAbsolutePath();
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();

  private TestPostgres() {}

  /** The environment for a new, migrated database; {@code more} are names and values. */
  public static Map<String, String> migrated(String... more) {
    Map<String, String> environment = new HashMap<>(empty());
    if (Migrate.run(environment) != 0) {
      throw new IllegalStateException("the migrations failed; the log says why");
    }
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  /** The environment for a new database without any table. */
  public static Map<String, String> empty() {
    String name = "test" + DATABASES.incrementAndGet();
    try (Connection connection = connect(environment("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return environment(name);
  }

  public static int port() {
    return SERVER.getPort();
  }

  public static Connection connect(Map<String, String> environment) throws SQLException {
    DatabaseUrl url = DatabaseUrl.from(environment).orElseThrow();
    return DriverManager.getConnection(url.jdbc(), url.user().orElseThrow(), "");
  }

  /** How many rows it changed; -1 for DDL. */
  public static int execute(Map<String, String> environment, String sql) {
    try (Connection connection = connect(environment);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return statement.getUpdateCount();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** How many rows there are in {@code from}. */
  public static int count(Map<String, String> environment, String from) {
    try (Connection connection = connect(environment);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + from)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> environment(String database) {
    return Map.of("DATABASE_URL", "postgresql://postgres@127.0.0.1:" + port() + "/" + database);
  }

  private static EmbeddedPostgres start() {
    Path data = HOME.resolve("data");
    try {
      endLeftover(data.resolve("postmaster.pid"));
      // It ends itself when the JVM does.
      return EmbeddedPostgres.builder()
          .setOverrideWorkingDirectory(HOME.toFile())
          .setDataDirectory(data)
          .setServerConfig("fsync", "off")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Of a run whose JVM was killed: by the pid in its data folder, if that still is a PostgreSQL.
   */
  private static void endLeftover(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(p -> p.info().command().filter(c -> c.startsWith(HOME.toString())).isPresent())
        .ifPresent(
            leftover -> {
              leftover.destroy();
              leftover.onExit().join();
            });
  }
}
