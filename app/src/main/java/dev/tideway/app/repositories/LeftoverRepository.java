package dev.tideway.app.repositories;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.Leftover;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The table {@code file_leftovers}: keys under which there may be bytes that no file has. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@RequiresDatabase
public abstract class LeftoverRepository implements GenericRepository<Leftover, UUID> {
  private final JdbcOperations database;

  LeftoverRepository(JdbcOperations database) {
    this.database = database;
  }

  public abstract Leftover save(Leftover leftover);

  /**
   * Whether the key is still open; then nobody closes it until the end of the transaction. A closed
   * one's bytes may be gone.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean lock(UUID key) {
    return database.prepareStatement(
        "SELECT 1 FROM file_leftovers WHERE key = ? AND NOT closed FOR UPDATE",
        prepared -> {
          prepared.setObject(1, key);
          try (ResultSet row = prepared.executeQuery()) {
            return row.next();
          }
        });
  }

  /** How many were closed: 0 when the key's file is there, or its bytes were removed. */
  @Query("UPDATE file_leftovers SET closed = true, due = :due WHERE key = :key")
  public abstract long close(UUID key, Instant due);

  public abstract long deleteByKey(UUID key);

  /**
   * Closes and takes keys that are due at {@code now}; they are due again at {@code again}, for
   * whoever takes them may die.
   */
  @Transactional
  public List<UUID> takeDue(Instant now, Instant again, int limit) {
    return database.prepareStatement(
        """
        UPDATE file_leftovers SET closed = true, due = ?
        WHERE key IN (SELECT key FROM file_leftovers WHERE due <= ? ORDER BY due LIMIT ?
                      FOR UPDATE SKIP LOCKED)
        RETURNING key
        """,
        prepared -> {
          Instants.bind(prepared, 1, again);
          Instants.bind(prepared, 2, now);
          prepared.setInt(3, limit);
          List<UUID> keys = new ArrayList<>();
          try (ResultSet rows = prepared.executeQuery()) {
            while (rows.next()) {
              keys.add(rows.getObject(1, UUID.class));
            }
          }
          return keys;
        });
  }
}
