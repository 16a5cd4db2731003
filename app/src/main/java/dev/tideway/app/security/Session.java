package dev.tideway.app.security;

import java.time.Duration;
import java.util.Optional;

/**
 * What a browser keeps of a login.
 *
 * @param token a token that API calls take too
 * @param lifetime how long it holds
 * @param refresh what gets the next one
 */
public record Session(String token, Duration lifetime, Optional<Refresh> refresh) {

  /** Who takes it. */
  public enum Source {
    LOCAL,
    ISSUER
  }

  /** A refresh token. */
  public record Refresh(Source source, String token) {}
}
