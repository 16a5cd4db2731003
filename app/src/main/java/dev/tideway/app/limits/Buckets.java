package dev.tideway.app.limits;

import dev.tideway.app.redis.Redis;
import dev.tideway.app.redis.Script;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The limits of all pods together, in Redis; of this one while Redis gives no answer. */
@Singleton
final class Buckets {
  // By the clock of Redis, which is one for all pods.
  private static final Script TAKE =
      Script.of(
          "limit.take",
          """
          local time = redis.call('TIME')
          local now = time[1] * 1000000 + time[2]
          local share, per = tonumber(ARGV[1]), tonumber(ARGV[2])
          local free = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
          local ahead = free + share - now
          if ahead <= per then
            redis.call('SET', KEYS[1], string.format('%.0f', now + ahead),
                'PX', string.format('%.0f', math.ceil(ahead / 1000)))
          end
          return {string.format('%.0f', ahead)}
          """);

  private final Optional<Redis> redis;
  private final LocalBuckets local;

  Buckets(@Nullable Redis redis, LocalBuckets local) {
    this.redis = Optional.ofNullable(redis);
    this.local = local;
  }

  Rate.Verdict ask(String client, Rate rate) {
    return redis
        .flatMap(Redis::session)
        .flatMap(
            session ->
                session.run(
                    TAKE,
                    List.of("limit:" + client),
                    Long.toString(rate.shareMicros()),
                    Long.toString(rate.perMicros())))
        .map(answer -> rate.verdict(Long.parseLong(answer.getFirst())))
        .orElseGet(() -> local.ask(client, rate));
  }
}
