package dev.tideway.app.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code java -jar app.jar seed}: puts the samples of {@code db/seed/items.sql} into a database
 * that has no items, all or none of them. Where they are already, or have been and some are left,
 * it changes nothing; where there are only other items it refuses, because those are somebody's.
 */
public final class Seed {
  private static final Logger LOG = LoggerFactory.getLogger(Seed.class);
  private static final String COUNT =
      """
      SELECT count(*) FILTER (WHERE id::text LIKE '5eed0000-0000-4000-8000-%') AS samples,
             count(*) AS items
      FROM items
      """;

  private Seed() {}

  /** The exit code: 0 when the samples are there, 1 when they aren't, and the log says why. */
  public static int run(Map<String, String> environment) {
    return DatabaseMode.run(environment, Seed::seed);
  }

  private static int seed(DatabaseUrl url) {
    try (Connection connection =
            DriverManager.getConnection(
                url.jdbc(), url.user().orElse(""), url.password().orElse(""));
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      // Two seeds at once, or a request between the count and the rows: one after the other.
      statement.execute("LOCK TABLE items IN SHARE ROW EXCLUSIVE MODE");
      int code = seed(url, statement);
      connection.commit();
      return code;
    } catch (SQLException e) {
      LOG.error("{}", words(url, e));
      return 1;
    }
  }

  private static int seed(DatabaseUrl url, Statement statement) throws SQLException {
    Found found = count(statement);
    if (found.samples() == 0 && found.items() > 0) {
      LOG.error(
          "the database at {} has {} items that aren't samples, and gets none beside them: seed a"
              + " database that is empty",
          url,
          found.items());
      return 1;
    }
    int added = found.samples() > 0 ? 0 : statement.executeUpdate(samples());
    LOG.atInfo().addKeyValue("database", url.place()).addKeyValue("added", added).log("seeded");
    return 0;
  }

  private record Found(long samples, long items) {}

  private static Found count(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(COUNT)) {
      row.next();
      return new Found(row.getLong("samples"), row.getLong("items"));
    }
  }

  private static String samples() {
    try (InputStream file =
        Objects.requireNonNull(Seed.class.getResourceAsStream("/db/seed/items.sql"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String words(DatabaseUrl url, SQLException e) {
    String said =
        Optional.ofNullable(e.getMessage()).orElse(e.toString()).lines().findFirst().get();
    if (SqlFailure.isUnmigrated(e)) {
      return "the database at " + url + " has no table for items: run migrate first";
    }
    return SqlFailure.isPassing(e)
        ? "the database at "
            + url
            + " can't be reached: check DATABASE_URL, and that PostgreSQL runs there"
        : "the database at " + url + " was not seeded: " + said;
  }
}
