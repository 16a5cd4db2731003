package dev.tideway.app.services;

import dev.tideway.app.digests.Digests;
import dev.tideway.app.models.RefreshToken;
import dev.tideway.app.repositories.RefreshTokenRepository;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refresh tokens: each is exchanged once, for the next of its family, or again at once. */
@Singleton
@RequiresAccounts
class RefreshTokens {
  static final Duration LIFETIME = Duration.ofDays(14);

  /**
   * How long a token that was used is still good: for the other tab of a browser that asked at the
   * same time, and for whoever lost the answer.
   */
  static final Duration OVERLAP = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(RefreshTokens.class);
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;
  private final RefreshTokenRepository tokens;

  RefreshTokens(RefreshTokenRepository tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  String issue(UUID user, UUID family) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant expires = clock.instant().plus(LIFETIME);
    tokens.save(new RefreshToken(hash(token), family, user, expires, null));
    return token;
  }

  /**
   * Uses it up; empty when it isn't good. One that was used a while ago is in two hands, of which
   * one is a thief's: its family ends. Call it in a transaction.
   */
  Optional<RefreshToken> use(String token) {
    Instant now = clock.instant();
    boolean good = tokens.use(hash(token), now.minus(OVERLAP), now) == 1;
    Optional<RefreshToken> found = tokens.findByHash(hash(token));
    if (good) {
      return found;
    }
    found
        .filter(known -> known.usedAt() != null)
        .ifPresent(
            reused -> {
              tokens.deleteByFamily(reused.family());
              LOG.atWarn()
                  .addKeyValue("user", reused.userId())
                  .log("a refresh token came a second time: all tokens of its login are revoked");
            });
    return Optional.empty();
  }

  /** Ends all that came of the login that {@code token} is of. */
  void revoke(String token) {
    tokens.findByHash(hash(token)).ifPresent(known -> tokens.deleteByFamily(known.family()));
  }

  /** Ends all logins of a user. */
  void revokeAll(UUID user) {
    tokens.deleteByUserId(user);
  }

  @Scheduled(initialDelay = "2m", fixedDelay = "1h")
  void forgetExpired() {
    tokens.deleteByExpiresAtBefore(clock.instant());
  }

  static String hash(String token) {
    return Digests.sha256(token);
  }
}
