package dev.tideway.app.repositories;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.AttachedFile;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code files}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@RequiresDatabase
public abstract class FileRepository implements GenericRepository<AttachedFile, UUID> {
  private final JdbcOperations database;

  FileRepository(JdbcOperations database) {
    this.database = database;
  }

  public abstract List<AttachedFile> findByItemIdOrderByCreatedAtAscAndIdAsc(UUID itemId);

  public abstract Optional<AttachedFile> findByIdAndItemId(UUID id, UUID itemId);

  public abstract AttachedFile save(AttachedFile file);

  public abstract long deleteByIdAndItemId(UUID id, UUID itemId);

  public abstract long countByItemId(UUID itemId);

  @Query("SELECT count(*) > 0 FROM items WHERE id = :itemId")
  public abstract boolean itemExists(UUID itemId);

  /**
   * Whether there is that item; then nobody deletes it, or gives it another file, until the end of
   * the transaction.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean lockItem(UUID itemId) {
    return database.prepareStatement(
        "SELECT 1 FROM items WHERE id = ? FOR NO KEY UPDATE",
        prepared -> {
          prepared.setObject(1, itemId);
          try (ResultSet row = prepared.executeQuery()) {
            return row.next();
          }
        });
  }
}
