package dev.tideway.app.database;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code java -jar app.jar migrate}: brings the schema to this program's version, and says in one
 * line what came of it. No part of the server starts.
 */
public final class Migrate {
  private static final Logger LOG = LoggerFactory.getLogger(Migrate.class);

  private Migrate() {}

  /** The exit code: 0 when the schema is up to date, 1 when it isn't, and the log says why. */
  public static int run(Map<String, String> environment) {
    return DatabaseMode.run(environment, Migrate::migrate);
  }

  private static int migrate(DatabaseUrl url) {
    try {
      MigrateResult result =
          Flyway.configure()
              .dataSource(url.jdbc(), url.user().orElse(""), url.password().orElse(""))
              .locations("classpath:db/migration")
              .load()
              .migrate();
      LOG.atInfo()
          .addKeyValue("database", url.place())
          .addKeyValue("applied", result.migrationsExecuted)
          .addKeyValue(
              "version",
              Optional.ofNullable(result.targetSchemaVersion).orElse(result.initialSchemaVersion))
          .log("migrated");
      return 0;
    } catch (FlywayException e) {
      LOG.error("{}", words(url, e));
      return 1;
    }
  }

  private static String words(DatabaseUrl url, FlywayException e) {
    Optional<SQLException> sql = SqlFailure.in(e);
    if (sql.filter(SqlFailure::isPassing).isPresent()) {
      return "the database at "
          + url
          + " can't be reached: "
          + reason(sql.get())
          + " Check DATABASE_URL, and that PostgreSQL runs there";
    }
    return "the database at "
        + url
        + " was not migrated: "
        + oneLine(sql.map(Exception.class::cast).orElse(e));
  }

  private static String reason(SQLException e) {
    if (e.getCause() instanceof UnknownHostException unknown) {
      return "no such host: " + unknown.getMessage() + ".";
    }
    // The first sentence is the cause, the next ones are the driver's advice.
    return oneLine(e).split("(?<=\\.) ", 2)[0];
  }

  // Flyway draws boxes and PostgreSQL adds lines; a log that is read through kubectl wants one.
  private static String oneLine(Exception e) {
    return Optional.ofNullable(e.getMessage())
        .orElse(e.toString())
        .lines()
        .map(String::strip)
        .filter(line -> !line.matches("-*"))
        .collect(Collectors.joining(" "));
  }
}
