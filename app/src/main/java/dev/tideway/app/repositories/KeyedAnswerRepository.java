package dev.tideway.app.repositories;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.KeyedAnswer;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** The table {@code idempotency_keys}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@RequiresDatabase
public interface KeyedAnswerRepository extends GenericRepository<KeyedAnswer, String> {

  /**
   * Takes the key, or one that is older than {@code expired}: 1 when it was to be had, else 0. A
   * second transaction that wants the same key waits here for the end of the first.
   */
  @Query(
      """
      INSERT INTO idempotency_keys (key, fingerprint, answer, created_at)
      VALUES (:key, :fingerprint, :answer, :createdAt)
      ON CONFLICT (key) DO UPDATE
      SET fingerprint = excluded.fingerprint, answer = excluded.answer,
          created_at = excluded.created_at
      WHERE idempotency_keys.created_at < :expired
      """)
  long claim(String key, String fingerprint, String answer, Instant createdAt, Instant expired);

  Optional<KeyedAnswer> findByKey(String key);

  long deleteByCreatedAtBefore(Instant expired);
}
