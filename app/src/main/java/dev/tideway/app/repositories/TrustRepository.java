package dev.tideway.app.repositories;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.Trust;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

/**
 * The one row of the table {@code cache_trust}. Its times are the database's own, as they are when
 * the row is read or written: {@code now()} would be those of the transaction's begin.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
@RequiresDatabase
public interface TrustRepository extends GenericRepository<Trust, Long> {

  @Query(
      """
      SELECT epoch, redis, CASE WHEN closed_until > clock_timestamp() THEN
          ceil(extract(epoch FROM closed_until - clock_timestamp()) * 1000)::bigint
        ELSE 0 END AS closed_millis
      FROM cache_trust
      """)
  Trust read();

  /** Believes {@code redis} from one second on, unless nobody may be believed: then 0, else 1. */
  @Query(
      """
      UPDATE cache_trust
      SET epoch = epoch + 1, redis = :redis, closed_until = clock_timestamp() + interval '1 s'
      WHERE closed_until <= clock_timestamp() AND redis IS DISTINCT FROM :redis
      """)
  long claim(String redis);

  /** Believes none for the next ten seconds. */
  @Query("UPDATE cache_trust SET redis = NULL, closed_until = clock_timestamp() + interval '10 s'")
  long close();
}
