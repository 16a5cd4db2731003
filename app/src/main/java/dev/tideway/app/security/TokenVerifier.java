package dev.tideway.app.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Whether a token is good: the issuer that it names decides whose keys have to have signed it, so
 * that no issuer can speak for another.
 */
@Singleton
final class TokenVerifier implements TokenValidator<HttpRequest<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);
  private static final int MOST_KEPT = 1000;

  // Of the app's own alone, whose keys are the same for as long as it runs. The issuer's keys
  // change meanwhile, and a token by one that is gone has to be refused.
  private final VerifiedTokens verified = new VerifiedTokens(MOST_KEPT);
  private final InstantSource clock;
  private final AccessTokens own;
  private final Optional<OidcProvider> provider;
  private final Scheduler blocking;

  TokenVerifier(
      InstantSource clock,
      AccessTokens own,
      @Nullable OidcProvider provider,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.clock = clock;
    this.own = own;
    this.provider = Optional.ofNullable(provider);
    this.blocking = Schedulers.fromExecutorService(blocking);
  }

  @Override
  public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
    Optional<Authentication> known = verified.find(token, clock.instant());
    if (known.isPresent()) {
      return Mono.just(known.get());
    }
    Optional<SignedJWT> jwt = Tokens.parse(token);
    Optional<String> issuer = jwt.flatMap(Tokens::issuer);
    if (issuer.isEmpty()) {
      return Publishers.empty();
    }
    if (issuer.get().equals(own.issuer())) {
      return Mono.justOrEmpty(verifyOwn(token, jwt.orElseThrow()));
    }
    // The issuer's keys may have to be fetched: not on an event loop, which others wait for.
    return provider
        .filter(oidc -> oidc.issuer().equals(issuer.get()))
        .map(
            oidc ->
                Mono.fromCallable(() -> verify(oidc, jwt.orElseThrow()))
                    .subscribeOn(blocking)
                    .flatMap(Mono::justOrEmpty))
        .orElseGet(Mono::empty);
  }

  private Optional<Authentication> verifyOwn(String token, SignedJWT jwt) {
    try {
      JWTClaimsSet claims = own.verification().process(jwt, null);
      Authentication caller = Caller.of(claims, ClaimedRole.OWN);
      verified.keep(token, caller, claims.getExpirationTime().toInstant());
      return Optional.of(caller);
    } catch (BadJOSEException | JOSEException e) {
      return refused(e);
    }
  }

  private static Optional<Authentication> verify(OidcProvider oidc, SignedJWT jwt) {
    try {
      return Optional.of(Caller.of(oidc.verify(jwt), oidc.roles()));
    } catch (BadJOSEException e) {
      return refused(e);
    }
  }

  private static Optional<Authentication> refused(Exception e) {
    LOG.atDebug().addKeyValue("reason", e.getMessage()).log("a token was refused");
    return Optional.empty();
  }
}
