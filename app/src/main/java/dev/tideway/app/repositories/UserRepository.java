package dev.tideway.app.repositories;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.Role;
import dev.tideway.app.models.User;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code users}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@RequiresDatabase
public interface UserRepository extends GenericRepository<User, UUID> {

  Optional<User> findById(UUID id);

  Optional<User> findByName(String name);

  List<User> findAllOrderByName();

  /** 1 when the name was free, else 0. */
  @Query(
      """
      INSERT INTO users (id, name, password, role, created_at)
      VALUES (:id, :name, :password, :role, :createdAt)
      ON CONFLICT (name) DO NOTHING
      """)
  long add(UUID id, String name, String password, Role role, Instant createdAt);

  @Query("UPDATE users SET password = :password, role = :role WHERE id = :id")
  long change(UUID id, String password, Role role);

  long deleteByName(String name);
}
