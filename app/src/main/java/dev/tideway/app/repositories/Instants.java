package dev.tideway.app.repositories;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;

/** Instants as JDBC takes them: a Timestamp would go by way of the JVM's own time zone. */
final class Instants {
  private Instants() {}

  static void bind(PreparedStatement prepared, int index, Instant instant) throws SQLException {
    prepared.setObject(index, instant.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
  }
}
