package dev.tideway.app.security;

import com.nimbusds.jwt.SignedJWT;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The issuer's part of a browser's session, as answers. */
@Singleton
@RequiresOidc
public class BrowserLogin {
  private static final Logger LOG = LoggerFactory.getLogger(BrowserLogin.class);

  private final OidcLogin login;
  private final SessionCookies cookies;

  BrowserLogin(OidcLogin login, SessionCookies cookies) {
    this.login = login;
    this.cookies = cookies;
  }

  /** What came of a login or a refresh. */
  public sealed interface Outcome {
    record Done(Session session, String to) implements Outcome {}

    record Refused(String why) implements Outcome {}
  }

  /** Sends the browser to the issuer; afterwards it goes to {@code to}. */
  public MutableHttpResponse<?> begin(String to) {
    LoginState state = LoginState.begin(to);
    MutableHttpResponse<?> response = HttpResponse.seeOther(login.begin(state));
    cookies.set(response, state);
    return response;
  }

  /** What the issuer's answer, in the address of {@code request}, comes to. */
  public Outcome end(HttpRequest<?> request) {
    Optional<LoginState> state = cookies.login(request);
    if (state.isEmpty()) {
      return new Outcome.Refused("this browser began no login here within the last ten minutes");
    }
    try {
      return kept(login.end(request.getUri(), state.get()), state.get().to());
    } catch (OidcLogin.Refused e) {
      return new Outcome.Refused(String.valueOf(e.getMessage()));
    }
  }

  /** The next session, with the roles that the issuer now gives. */
  public Outcome refresh(HttpRequest<?> request, String refreshToken) {
    try {
      return kept(login.refresh(refreshToken, idToken(request)), "/");
    } catch (OidcLogin.Refused e) {
      return new Outcome.Refused(String.valueOf(e.getMessage()));
    }
  }

  private Outcome kept(Session session, String to) {
    if (cookies.fits(session)) {
      return new Outcome.Done(session, to);
    }
    LOG.atWarn()
        .addKeyValue("id_token_bytes", session.token().length())
        .addKeyValue("most", SessionCookies.LARGEST)
        .log("the OIDC issuer's tokens don't fit into a cookie: let it leave claims out of them");
    return new Outcome.Refused(
        "the issuer's token has %d bytes, and browsers keep at most %d: have whoever runs the issuer"
                .formatted(session.token().length(), SessionCookies.LARGEST)
            + " leave claims such as groups out of the ID token");
  }

  /**
   * Where the issuer ends its own session; empty where it can't, and when this session isn't its.
   */
  public Optional<URI> endSession(HttpRequest<?> request) {
    boolean refreshable =
        cookies
            .refresh(request)
            .filter(refresh -> refresh.source() == Session.Source.ISSUER)
            .isPresent();
    Optional<SignedJWT> idToken = idToken(request);
    if (!refreshable && idToken.isEmpty()) {
      return Optional.empty();
    }
    try {
      return login.endSession(idToken);
    } catch (IssuerAway e) {
      // Our own session ends all the same.
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("no logout at the OIDC issuer");
      return Optional.empty();
    }
  }

  private Optional<SignedJWT> idToken(HttpRequest<?> request) {
    return cookies.findToken(request).flatMap(Tokens::parse).filter(login::isOfTheIssuer);
  }

  /** Makes the browser forget the state of a login. */
  public void forget(MutableHttpResponse<?> response) {
    cookies.clearLogin(response);
  }
}
