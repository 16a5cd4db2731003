package dev.tideway.app.services;

import dev.tideway.app.models.Item;
import dev.tideway.app.redis.Script;
import dev.tideway.app.redis.Session;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is in Redis about one item: its text or the token of who is reading it from the database,
 * both under a stamp; and, beside that, the marks of those who are changing it.
 */
final class CacheScripts {
  /** A read that takes longer doesn't fill. */
  private static final Duration TOKEN = Duration.ofSeconds(5);

  /** Longer than any statement may take; only for marks whose writer has died. */
  private static final Duration MARK = Duration.ofMinutes(2);

  /** Another build may have other fields: it must not take the text of this one for its own. */
  private static final String SHAPE =
      Integer.toHexString(Arrays.toString(Item.class.getRecordComponents()).hashCode());

  private static final Script READ =
      Script.of(
          "cache.read",
          """
          if redis.call('EXISTS', KEYS[2]) == 1 then return {'busy'} end
          local found = redis.call('HMGET', KEYS[1], 'stamp', 'text')
          if found[1] == ARGV[1] then
            if found[2] then return {'hit', found[2]} end
            return {'busy'}
          end
          redis.call('DEL', KEYS[1])
          redis.call('HSET', KEYS[1], 'stamp', ARGV[1], 'token', ARGV[2])
          redis.call('PEXPIRE', KEYS[1], ARGV[3])
          return {'yours'}
          """);

  private static final Script FILL =
      Script.of(
          "cache.fill",
          """
          if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return {'late'} end
          redis.call('HDEL', KEYS[1], 'token')
          redis.call('HSET', KEYS[1], 'text', ARGV[2])
          redis.call('PEXPIRE', KEYS[1], ARGV[3])
          return {'filled'}
          """);

  private static final Script MARK_CHANGE =
      Script.of(
          "cache.mark",
          """
          redis.call('SADD', KEYS[2], ARGV[1])
          redis.call('PEXPIRE', KEYS[2], ARGV[2])
          redis.call('DEL', KEYS[1])
          return {'marked'}
          """);

  private static final Script UNMARK_CHANGE =
      Script.of(
          "cache.unmark",
          """
          redis.call('DEL', KEYS[1])
          redis.call('SREM', KEYS[2], ARGV[1])
          return {'unmarked'}
          """);

  private final Duration kept;

  CacheScripts(Duration kept) {
    this.kept = kept;
  }

  sealed interface Answer {}

  record Hit(String text) implements Answer {}

  record MayFill(String token) implements Answer {}

  /** Somebody else fills or changes it, or Redis gave no answer. */
  record Nothing() implements Answer {}

  Answer read(Session session, long epoch, UUID id) {
    String stamp = session.instance() + ":" + epoch + ":" + SHAPE;
    String token = UUID.randomUUID().toString();
    List<String> answer =
        session.run(READ, keys(id), stamp, token, millis(TOKEN)).orElse(List.of("none"));
    return switch (answer.getFirst()) {
      case "hit" -> new Hit(answer.get(1));
      case "yours" -> new MayFill(token);
      default -> new Nothing();
    };
  }

  /** Does nothing when the token is gone: somebody has changed the item since it was given. */
  void fill(Session session, UUID id, String token, String text) {
    session.runLater(FILL, keys(id), token, text, millis(kept));
  }

  /** Whether it is sure that nobody reads the item from Redis now. */
  boolean mark(Session session, UUID id, String writer) {
    return done(session.run(MARK_CHANGE, keys(id), writer, millis(MARK)));
  }

  /** Whether it is sure that what Redis had of the item is gone. */
  boolean unmark(Session session, UUID id, String writer) {
    return done(session.run(UNMARK_CHANGE, keys(id), writer));
  }

  private static boolean done(Optional<List<String>> answer) {
    return answer.isPresent();
  }

  // In braces what decides about the place of both in a cluster of Redis.
  private static List<String> keys(UUID id) {
    return List.of("item:{" + id + "}", "item:{" + id + "}:changing");
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
