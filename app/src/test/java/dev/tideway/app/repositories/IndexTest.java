package dev.tideway.app.repositories;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.models.Cursor;
import dev.tideway.app.models.ItemList;
import dev.tideway.app.models.ItemSort;
import dev.tideway.app.models.ItemStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What PostgreSQL does for a page among 100,000 items: it reads one index from where the page
 * begins, sorts nothing, and looks at few rows more than it answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexTest {
  private static final int LIMIT = 21;
  private static final UUID MIDDLE = UUID.fromString("80000000-0000-0000-0000-000000000000");

  private final Connection database;

  IndexTest() throws SQLException {
    database = TestPostgres.connect(TestPostgres.migrated());
  }

  @BeforeAll
  void fill() throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(
          """
          INSERT INTO items
          SELECT gen_random_uuid(), 'item ' || n % 10000, '', 'c' || n % 100,
              CASE n % 50 WHEN 0 THEN 'DRAFT' WHEN 1 THEN 'ARCHIVED' ELSE 'ACTIVE' END, n % 1000,
              timestamptz '2026-01-01 00:00Z' + n * interval '1 minute',
              timestamptz '2026-01-01 00:00Z' + n * interval '1 minute', 0
          FROM generate_series(1, 100000) AS n
          """);
      statement.execute(
          """
          INSERT INTO files
          SELECT gen_random_uuid(), i.id, 'a.txt', 'text/plain', 1, repeat('0', 64), now()
          FROM (SELECT id FROM items LIMIT 10000) AS i, generate_series(1, 3)
          """);
      statement.execute("ANALYZE items, files");
    }
  }

  @AfterAll
  void close() throws SQLException {
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          createdAt,  ,      ,   ,                     items_by_created
          -createdAt, ,      ,   ,                     items_by_created
          -createdAt, ,      ,   2026-02-01T00:00:00Z, items_by_created
          createdAt,  ,      ,   2026-02-01T00:00:00Z, items_by_created
          name,       ,      ,   ,                     items_by_name
          name,       ,      ,   item 5000,            items_by_name
          -name,      ,      ,   item 5000,            items_by_name
          quantity,   ,      ,   500,                  items_by_quantity
          -quantity,  ,      ,   500,                  items_by_quantity
          -createdAt, DRAFT, ,   ,                     items_by_status
          -createdAt, DRAFT, ,   2026-02-01T00:00:00Z, items_by_status
          -createdAt, ,      c7, ,                     items_by_category
          createdAt,  ,      c7, 2026-02-01T00:00:00Z, items_by_category
          """)
  void aPageIsReadFromAnIndex(
      String sort,
      @Nullable ItemStatus status,
      @Nullable String category,
      @Nullable String after,
      String index)
      throws SQLException {
    ItemList list =
        new ItemList(
            ItemSort.parse(sort).orElseThrow(),
            Optional.ofNullable(status),
            Optional.ofNullable(category));
    Optional<Cursor> cursor =
        Optional.ofNullable(after).map(key -> new Cursor(list.toString(), key, MIDDLE));
    String plan = explain(ListStatement.of(list, cursor, LIMIT));
    assertTrue(plan.contains("using " + index + " on items"), plan);
    assertFalse(plan.contains("Sort") || plan.contains("Seq Scan"), plan);
    assertFalse(plan.contains("Rows Removed"), plan);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM files WHERE item_id = ? ORDER BY created_at, id",
        "SELECT count(*) FROM files WHERE item_id = ?",
        "DELETE FROM files WHERE item_id = ?"
      })
  void filesAreReadFromAnIndex(String sql) throws SQLException {
    String plan = explain(sql, prepared -> prepared.setObject(1, MIDDLE));
    assertTrue(plan.contains("files_by_item"), plan);
    assertFalse(plan.contains("Seq Scan"), plan);
  }

  private String explain(ListStatement page) throws SQLException {
    return explain(page.sql(), page::bind);
  }

  private interface Binding {
    void bind(PreparedStatement prepared) throws SQLException;
  }

  private String explain(String sql, Binding binding) throws SQLException {
    try (PreparedStatement prepared =
        database.prepareStatement("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " + sql)) {
      binding.bind(prepared);
      StringBuilder plan = new StringBuilder();
      try (ResultSet lines = prepared.executeQuery()) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }
}
