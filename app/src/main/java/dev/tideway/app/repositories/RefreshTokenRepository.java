package dev.tideway.app.repositories;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.RefreshToken;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table {@code refresh_tokens}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@RequiresDatabase
public interface RefreshTokenRepository extends GenericRepository<RefreshToken, String> {

  RefreshToken save(RefreshToken token);

  /** 1 when it is good and was not used before {@code since}, else 0. */
  @Query(
      """
      UPDATE refresh_tokens SET used_at = coalesce(used_at, :now)
      WHERE hash = :hash AND (used_at IS NULL OR used_at > :since) AND expires_at > :now
      """)
  long use(String hash, Instant since, Instant now);

  Optional<RefreshToken> findByHash(String hash);

  long deleteByFamily(UUID family);

  long deleteByUserId(UUID userId);

  long deleteByExpiresAtBefore(Instant now);
}
