package dev.tideway.app.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.JWTProcessor;
import dev.tideway.app.models.Role;
import dev.tideway.app.models.User;
import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import io.micronaut.context.annotation.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The tokens that the app itself signs, for local accounts. */
// Made as the app starts, so that a key that can't be read ends it with words, not the first login.
@Context
public final class AccessTokens {
  /** Short: a token can't be taken back, and the next one asks the database. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final String AUDIENCE = "tideway-app";

  private final InstantSource clock;
  private final SigningKeys keys;
  private final String issuer;
  private final JWTProcessor<SecurityContext> verification;

  AccessTokens(Settings settings, InstantSource clock) {
    this.clock = clock;
    keys = settings.get(Setting.APP_JWT_KEYS).map(SigningKeys::parse).orElseGet(SigningKeys::none);
    issuer = settings.get(Setting.APP_PUBLIC_URL).orElse(AUDIENCE);
    verification =
        Verification.of(
            issuer,
            Set.of(AUDIENCE),
            Set.of(SigningKeys.ALGORITHM),
            new ImmutableJWKSet<>(keys.published()));
  }

  /** A token for {@code user}; it holds for {@link #LIFETIME}. */
  public String issue(User user) {
    return sign(user.id().toString(), user.name(), user.role(), clock.instant());
  }

  /** What others need to verify these tokens. */
  public JWKSet published() {
    return keys.published();
  }

  /** Whether there is a key to sign with. */
  public boolean canSign() {
    return keys.signing().isPresent();
  }

  String issuer() {
    return issuer;
  }

  JWTProcessor<SecurityContext> verification() {
    return verification;
  }

  private String sign(String subject, String name, Role role, Instant now) {
    RSAKey key =
        keys.signing()
            .orElseThrow(() -> new IllegalStateException("no key to sign with in APP_JWT_KEYS"));
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(AUDIENCE)
            .subject(subject)
            .claim("name", name)
            .claim("roles", List.of(role.text()))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .jwtID(UUID.randomUUID().toString())
            .build();
    JWSHeader header =
        new JWSHeader.Builder(SigningKeys.ALGORITHM)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(key.getKeyID())
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }
}
