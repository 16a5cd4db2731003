package dev.tideway.app.repositories;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.AttachedFile;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code files}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@RequiresDatabase
public interface FileRepository extends GenericRepository<AttachedFile, UUID> {

  List<AttachedFile> findByItemIdOrderByCreatedAtAscAndIdAsc(UUID itemId);

  Optional<AttachedFile> findByIdAndItemId(UUID id, UUID itemId);

  AttachedFile save(AttachedFile file);

  long deleteByIdAndItemId(UUID id, UUID itemId);

  long countByItemId(UUID itemId);

  @Query("SELECT count(*) > 0 FROM items WHERE id = :itemId")
  boolean itemExists(UUID itemId);

  /**
   * The item's id, if there is that item; until the end of the transaction nobody deletes it, or
   * gives it another file.
   */
  @Query("SELECT id FROM items WHERE id = :itemId FOR NO KEY UPDATE")
  Optional<UUID> lockItem(UUID itemId);
}
