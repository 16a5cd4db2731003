package dev.tideway.app.repositories;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.Cursor;
import dev.tideway.app.models.Item;
import dev.tideway.app.models.ItemList;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.ReadOnly;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code items}. Every method is one statement. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@RequiresDatabase
public abstract class ItemRepository implements GenericRepository<Item, UUID> {
  private final JdbcOperations database;

  ItemRepository(JdbcOperations database) {
    this.database = database;
  }

  public abstract Optional<Item> findById(UUID id);

  public abstract Item save(Item item);

  /**
   * Stores what the item is now, if its version is still the stored one, and raises that.
   *
   * @throws io.micronaut.data.exceptions.OptimisticLockException when somebody else was faster
   */
  public abstract Item update(Item item);

  /** How many were deleted: 0 when somebody else was faster, else 1. */
  public abstract long deleteByIdAndVersion(UUID id, long version);

  /** Up to {@code limit} items of {@code list}, from behind {@code after} on. */
  @ReadOnly
  public List<Item> list(ItemList list, Optional<Cursor> after, int limit) {
    ListStatement statement = ListStatement.of(list, after, limit);
    return database.prepareStatement(
        statement.sql(),
        prepared -> {
          statement.bind(prepared);
          return database.entityStream(prepared.executeQuery(), Item.class).toList();
        });
  }
}
