package dev.tideway.app.security;

import dev.tideway.app.digests.Digests;
import io.micronaut.security.authentication.Authentication;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who the tokens are of that were verified last, by keys that stay the same for as long as this
 * lives. What verifying a token finds out changes only when it expires.
 */
final class VerifiedTokens {
  private final Map<ByteBuffer, Verified> verified;

  /**
   * @param most when there are more, those that weren't sent for longest go
   */
  VerifiedTokens(int most) {
    verified =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Verified> eldest) {
            return size() > most;
          }
        };
  }

  private record Verified(Authentication caller, Instant until) {}

  /** Empty for one that has to be verified: it is unknown, or has expired since. */
  Optional<Authentication> find(String token, Instant now) {
    ByteBuffer key = digest(token);
    synchronized (verified) {
      Verified found = verified.get(key);
      if (found != null && !now.isBefore(found.until())) {
        verified.remove(key);
        found = null;
      }
      return Optional.ofNullable(found).map(Verified::caller);
    }
  }

  /** Call it only for a token that was found good just now; {@code until} is when it expires. */
  void keep(String token, Authentication caller, Instant until) {
    ByteBuffer key = digest(token);
    synchronized (verified) {
      verified.put(key, new Verified(caller, until));
    }
  }

  // Of a memory that somebody gets to see nobody can take a token; and a digest is small.
  private static ByteBuffer digest(String token) {
    byte[] text = token.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.wrap(Digests.sha256().digest(text));
  }
}
