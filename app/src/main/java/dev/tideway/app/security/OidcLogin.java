package dev.tideway.app.security;

import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The authorization code flow with PKCE, state and nonce; refresh; and the way out. All block. */
@Singleton
@RequiresOidc
class OidcLogin {
  private final InstantSource clock;
  private final OidcProvider provider;
  private final OidcSettings settings;

  OidcLogin(OidcProvider provider, InstantSource clock) {
    this.clock = clock;
    this.provider = provider;
    this.settings = provider.settings();
  }

  /** The login can't end well; the message says why. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why);
    }
  }

  /** Where to send the browser to log in. */
  URI begin(LoginState login) {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, settings.scopes(), settings.client(), settings.callback())
        .endpointURI(provider.metadata().getAuthorizationEndpointURI())
        .state(login.state())
        .nonce(login.nonce())
        .codeChallenge(login.verifier(), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /** What comes of the address that the issuer sent the browser back to. */
  Session end(URI answer, LoginState login) throws Refused {
    AuthenticationResponse response = parse(answer);
    if (!login.state().equals(response.getState())) {
      throw new Refused("this answer is of another login");
    }
    // RFC 9207: else one issuer could pass on another's code.
    boolean named =
        response.getIssuer() != null
            || provider.metadata().supportsAuthorizationResponseIssuerParam();
    if (named && !settings.issuer().equals(response.getIssuer())) {
      throw new Refused("this answer is of another issuer");
    }
    if (!response.indicatesSuccess()) {
      throw new Refused(words(response.toErrorResponse().getErrorObject()));
    }
    return session(
        new AuthorizationCodeGrant(
            response.toSuccessResponse().getAuthorizationCode(),
            settings.callback(),
            login.verifier()),
        Optional.of(login.nonce()),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The next session, with the roles that the issuer now gives.
   *
   * @param before the session's ID token, if the browser still has it
   */
  Session refresh(String refreshToken, Optional<SignedJWT> before) throws Refused {
    return session(
        new RefreshTokenGrant(new RefreshToken(refreshToken)),
        Optional.empty(),
        Optional.of(refreshToken),
        before);
  }

  /** Where the issuer ends its own session; empty where it can't. */
  Optional<URI> endSession(Optional<SignedJWT> idToken) {
    return Optional.ofNullable(provider.metadata().getEndSessionEndpointURI())
        .map(
            endpoint ->
                new LogoutRequest(
                        endpoint,
                        idToken.orElse(null),
                        null,
                        settings.client(),
                        settings.home(),
                        null,
                        null)
                    .toURI());
  }

  boolean isOfTheIssuer(SignedJWT token) {
    return Tokens.issuer(token).filter(provider.issuer()::equals).isPresent();
  }

  private Session session(
      AuthorizationGrant grant,
      Optional<Nonce> nonce,
      Optional<String> usedRefresh,
      Optional<SignedJWT> before)
      throws Refused {
    OIDCTokens tokens = ask(grant);
    // The answer to a refresh may have none: then who it is stays as it was, while that holds.
    JWT idToken =
        Optional.ofNullable(tokens.getIDToken())
            .or(() -> before)
            .orElseThrow(() -> new Refused("the issuer gave no ID token"));
    try {
      IDTokenClaimsSet claims = provider.verifyIdToken(idToken, nonce);
      // OpenID Connect Core 12.2: a refresh doesn't make somebody else of anybody.
      if (before.flatMap(Tokens::subject).filter(isnt(claims)).isPresent()) {
        throw new Refused("the issuer's ID token is of somebody else");
      }
      Instant expires = claims.getExpirationTime().toInstant();
      // An issuer that doesn't rotate its refresh tokens answers without one.
      Optional<String> refresh =
          Optional.ofNullable(tokens.getRefreshToken())
              .map(RefreshToken::getValue)
              .or(() -> usedRefresh);
      return new Session(
          idToken.serialize(),
          Duration.between(clock.instant(), expires),
          refresh.map(token -> new Session.Refresh(Session.Source.ISSUER, token)));
    } catch (BadJOSEException e) {
      throw new Refused("the issuer's ID token isn't good: " + e.getMessage());
    }
  }

  private static Predicate<String> isnt(IDTokenClaimsSet claims) {
    return subject -> !subject.equals(claims.getSubject().getValue());
  }

  private OIDCTokens ask(AuthorizationGrant grant) throws Refused {
    OIDCProviderMetadata metadata = provider.metadata();
    URI endpoint = metadata.getTokenEndpointURI();
    TokenRequest request =
        settings
            .secret()
            .map(secret -> new TokenRequest.Builder(endpoint, client(secret, metadata), grant))
            .orElseGet(() -> new TokenRequest.Builder(endpoint, settings.client(), grant))
            .build();
    try {
      HTTPRequest http = request.toHTTPRequest();
      http.setConnectTimeout(OidcProvider.CONNECT_MILLIS);
      http.setReadTimeout(OidcProvider.READ_MILLIS);
      TokenResponse response = OIDCTokenResponseParser.parse(http.send());
      if (!response.indicatesSuccess()) {
        throw new Refused(words(response.toErrorResponse().getErrorObject()));
      }
      return response.toSuccessResponse().getTokens().toOIDCTokens();
    } catch (IOException | ParseException e) {
      throw new IssuerAway(e);
    }
  }

  private ClientAuthentication client(Secret secret, OIDCProviderMetadata metadata) {
    List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
    return methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        ? new ClientSecretBasic(settings.client(), secret)
        : new ClientSecretPost(settings.client(), secret);
  }

  private static AuthenticationResponse parse(URI answer) throws Refused {
    try {
      return AuthenticationResponseParser.parse(answer);
    } catch (ParseException e) {
      throw new Refused("this is no answer of an issuer: " + e.getMessage());
    }
  }

  private static String words(ErrorObject error) {
    return "the issuer says "
        + error.getCode()
        + Optional.ofNullable(error.getDescription()).map(text -> ": " + text).orElse("");
  }
}
