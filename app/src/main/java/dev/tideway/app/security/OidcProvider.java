package dev.tideway.app.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.JWTProcessor;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.tideway.app.settings.Settings;
import io.micronaut.context.annotation.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The issuer: what it says of itself, and its keys. It is asked when it is first needed, so the app
 * starts while it is away. Its keys are kept for five minutes; a token by a key that isn't among
 * them fetches them anew, not more often than every thirty seconds.
 */
@Context
@RequiresOidc
final class OidcProvider {
  static final int CONNECT_MILLIS = 2_000;
  static final int READ_MILLIS = 5_000;

  // Those who waited while one asked in vain get its failure, instead of each a time-out of its
  // own.
  private static final Duration PAUSE = Duration.ofSeconds(2);

  // Only asymmetric ones: with HMAC whoever may verify could sign.
  private static final Set<JWSAlgorithm> ALGORITHMS = JWSAlgorithm.Family.SIGNATURE;

  private final OidcSettings settings;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Known known;
  private volatile @Nullable Failure failure;

  OidcProvider(Settings settings) {
    this.settings = OidcSettings.of(settings);
  }

  private record Known(
      OIDCProviderMetadata metadata,
      JWKSource<SecurityContext> keys,
      JWTProcessor<SecurityContext> verification) {}

  private record Failure(Exception why, long at) {}

  String issuer() {
    return settings.issuer().getValue();
  }

  OidcSettings settings() {
    return settings;
  }

  ClaimedRole roles() {
    return settings.roles();
  }

  /**
   * What the issuer says of itself; may block.
   *
   * @throws IssuerAway when it can't be asked
   */
  OIDCProviderMetadata metadata() {
    return known().metadata();
  }

  /**
   * The claims of a token for an API call; may block.
   *
   * @throws BadJOSEException when the token isn't good
   * @throws IssuerAway when the issuer's keys can't be had
   */
  JWTClaimsSet verify(SignedJWT token) throws BadJOSEException {
    try {
      return known().verification().process(token, null);
    } catch (RemoteKeySourceException e) {
      throw new IssuerAway(e);
    } catch (JOSEException e) {
      throw new BadJOSEException(e.getMessage(), e);
    }
  }

  /**
   * The claims of an ID token that the issuer gave us; may block.
   *
   * @param nonce what the login was begun with; empty for a refresh
   */
  IDTokenClaimsSet verifyIdToken(JWT token, Optional<Nonce> nonce) throws BadJOSEException {
    IDTokenValidator validator =
        new IDTokenValidator(
            settings.issuer(),
            settings.client(),
            new JWSVerificationKeySelector<>(ALGORITHMS, known().keys()),
            null);
    try {
      return validator.validate(token, nonce.orElse(null));
    } catch (RemoteKeySourceException e) {
      throw new IssuerAway(e);
    } catch (JOSEException e) {
      throw new BadJOSEException(e.getMessage(), e);
    }
  }

  private Known known() {
    Known before = known;
    if (before != null) {
      return before;
    }
    asking.lock();
    try {
      Known meanwhile = known;
      if (meanwhile != null) {
        return meanwhile;
      }
      Failure last = failure;
      if (last != null && System.nanoTime() - last.at() < PAUSE.toNanos()) {
        throw new IssuerAway(last.why());
      }
      Known now = ask();
      known = now;
      return now;
    } catch (GeneralException | IOException e) {
      failure = new Failure(e, System.nanoTime());
      throw new IssuerAway(e);
    } finally {
      asking.unlock();
    }
  }

  private Known ask() throws GeneralException, IOException {
    OIDCProviderMetadata metadata =
        OIDCProviderMetadata.resolve(settings.issuer(), CONNECT_MILLIS, READ_MILLIS);
    JWKSource<SecurityContext> keys =
        JWKSourceBuilder.create(metadata.getJWKSetURI().toURL())
            .retrying(true)
            .outageTolerant(true)
            .build();
    return new Known(
        metadata, keys, Verification.of(issuer(), settings.audiences(), ALGORITHMS, keys));
  }
}
