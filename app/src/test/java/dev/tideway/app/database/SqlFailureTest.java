package dev.tideway.app.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          08001, the connection was refused, away
          08006, an I/O error,               away
          57P01, terminating connection,     away
          57P03, it is starting up,          away
          -,     Connection is closed,       away
          53300, too many connections,       busy
          53200, out of memory,              busy
          53100, the disk is full,           full
          42P01, no such table,              unmigrated
          23505, a duplicate,                other
          """)
  void meansByItsState(@Nullable String state, String message, String meaning) {
    assertEquals(meaning, meaning(new SQLException(message, state)));
  }

  /** As Hikari says it. */
  @Test
  void aPoolWithoutAConnectionIsAwayOnlyIfItCouldMakeNone() {
    SQLException exhausted = new SQLTransientConnectionException("timed out", (String) null);
    assertEquals("busy", meaning(exhausted));
    SQLException refused = new SQLException("refused", "08001");
    SQLException down = new SQLTransientConnectionException("timed out", "08001", refused);
    assertEquals(Optional.of(refused), SqlFailure.in(new IllegalStateException(down)));
  }

  private static String meaning(SQLException e) {
    if (SqlFailure.isAway(e)) {
      return "away";
    }
    return SqlFailure.isBusy(e)
        ? "busy"
        : SqlFailure.isFull(e) ? "full" : SqlFailure.isUnmigrated(e) ? "unmigrated" : "other";
  }
}
