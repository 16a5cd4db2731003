package dev.tideway.app.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Samples come into an empty database, once, and never beside somebody's items. */
class SeedTest {
  private static final String SOMEBODYS =
      """
      INSERT INTO items VALUES (gen_random_uuid(), 'mine', '', 'mine', 'DRAFT', 1, now(), now(), 0)
      """;

  @Test
  void anEmptyDatabaseGetsAllOfThem() throws SQLException {
    Map<String, String> database = TestPostgres.migrated();
    assertEquals(0, Seed.run(database));
    assertEquals(24, count(database, "true"));
    // As the API would have taken them.
    assertEquals(24, count(database, "category ~ '^[a-z0-9-]{1,40}$' AND name = trim(name)"));
    assertEquals(24, count(database, "created_at < now() AND version = 0"));
  }

  @Test
  void whatWasSeededStaysAsPeopleLeftIt() throws SQLException {
    Map<String, String> database = TestPostgres.migrated();
    Seed.run(database);
    execute(database, "DELETE FROM items WHERE category = 'timber'");
    execute(database, SOMEBODYS);
    long left = count(database, "true");
    assertEquals(0, Seed.run(database));
    assertEquals(left, count(database, "true"));
  }

  @Test
  void somebodysItemsAreLeftAlone() throws SQLException {
    Map<String, String> database = TestPostgres.migrated();
    execute(database, SOMEBODYS);
    assertEquals(1, Seed.run(database));
    assertEquals(1, count(database, "true"));
  }

  @Test
  void withoutATableOrADatabaseItFails() {
    assertEquals(1, Seed.run(TestPostgres.empty()));
    assertEquals(1, Seed.run(Map.of("DATABASE_URL", "postgresql://me@127.0.0.1:1/shop")));
    assertEquals(1, Seed.run(Map.of("DATABASE_URL", "shop")));
    assertEquals(1, Seed.run(Map.of()));
  }

  private static long count(Map<String, String> database, String where) throws SQLException {
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM items WHERE " + where)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void execute(Map<String, String> database, String sql) throws SQLException {
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
