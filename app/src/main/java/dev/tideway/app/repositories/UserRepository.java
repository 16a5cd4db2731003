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
import org.jspecify.annotations.Nullable;

/** The table {@code users}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@RequiresDatabase
public interface UserRepository extends GenericRepository<User, UUID> {

  Optional<User> findByName(String name);

  /** Nobody changes the user before the transaction has ended. */
  @Query("SELECT * FROM users WHERE id = :id FOR SHARE")
  Optional<User> hold(UUID id);

  /** The same, for whoever a refresh token is of. */
  @Query(
      """
      SELECT u.* FROM users u JOIN refresh_tokens t ON t.user_id = u.id
      WHERE t.hash = :hash FOR SHARE OF u
      """)
  Optional<User> holdByToken(String hash);

  /**
   * All with this role; none of them loses it before the transaction has ended. In one order, so
   * that two who ask don't wait for each other.
   */
  @Query("SELECT * FROM users WHERE role = :role ORDER BY id FOR UPDATE")
  List<User> holdAllOf(Role role);

  List<User> findAllOrderByName();

  /** 1 when the name was free, else 0. */
  @Query(
      """
      INSERT INTO users (id, name, password, role, created_at)
      VALUES (:id, :name, :password, :role, :createdAt)
      ON CONFLICT (name) DO NOTHING
      """)
  long add(UUID id, String name, String password, Role role, Instant createdAt);

  /** Changes what isn't null, and leaves the rest to whoever else changes the user. */
  @Query(
      """
      UPDATE users SET password = coalesce(:password, password), role = coalesce(:role, role)
      WHERE id = :id
      """)
  long change(UUID id, @Nullable String password, @Nullable Role role);

  long deleteByName(String name);
}
