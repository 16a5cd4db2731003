package dev.tideway.app.security;

import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.security.token.reader.TokenReader;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The cookies of a browser's session. No script can read them, and no other site's form or script
 * sends them. They are Secure unless APP_PUBLIC_URL says http, as on a developer's machine.
 */
@Singleton
public class SessionCookies implements TokenReader<HttpRequest<?>> {
  /** The refresh token and the state of a login go to these paths alone. */
  static final String PATH = "/auth";

  /** In bytes, of name and value: the least that browsers have to keep. */
  static final int LARGEST = 4096;

  private static final Duration LOGIN = Duration.ofMinutes(10);
  private static final Duration REFRESH = Duration.ofDays(14);

  private final boolean secure;

  SessionCookies(Settings settings) {
    secure = !settings.get(Setting.APP_PUBLIC_URL).orElse("").startsWith("http://");
  }

  /** Keeps {@code session} in the browser. */
  public void set(MutableHttpResponse<?> response, Session session) {
    response.cookie(cookie(session(), session.token(), "/", session.lifetime()));
    // A session without one must not go on by that of whoever was here before.
    response.cookie(
        session
            .refresh()
            .map(refresh -> cookie(refresh(), encoded(refresh), PATH, REFRESH))
            .orElseGet(() -> cookie(refresh(), "", PATH, Duration.ZERO)));
  }

  /** Whether browsers keep it: they drop a cookie that is too large without a word. */
  boolean fits(Session session) {
    return fits(session(), session.token())
        && session.refresh().map(refresh -> fits(refresh(), encoded(refresh))).orElse(true);
  }

  /** Makes the browser forget its session. */
  public void clear(MutableHttpResponse<?> response) {
    response.cookie(cookie(session(), "", "/", Duration.ZERO));
    response.cookie(cookie(refresh(), "", PATH, Duration.ZERO));
  }

  /** The browser's refresh token, if it has one. */
  public Optional<Session.Refresh> refresh(HttpRequest<?> request) {
    return value(request, refresh())
        .map(value -> value.split("\\.", 2))
        .filter(parts -> parts.length == 2)
        .flatMap(
            parts ->
                switch (parts[0]) {
                  case "local" -> Optional.of(new Session.Refresh(Session.Source.LOCAL, parts[1]));
                  case "issuer" ->
                      Optional.of(new Session.Refresh(Session.Source.ISSUER, parts[1]));
                  default -> Optional.empty();
                });
  }

  /**
   * The token of a browser's session. A request with Authorization is judged by that alone, as the
   * guard against other sites takes it for granted.
   */
  @Override
  public Optional<String> findToken(HttpRequest<?> request) {
    return request.getHeaders().contains(HttpHeaders.AUTHORIZATION)
        ? Optional.empty()
        : value(request, session());
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  boolean any(HttpRequest<?> request) {
    return findToken(request).isPresent() || value(request, refresh()).isPresent();
  }

  void set(MutableHttpResponse<?> response, LoginState login) {
    response.cookie(cookie(login(), login.encode(), PATH, LOGIN));
  }

  void clearLogin(MutableHttpResponse<?> response) {
    response.cookie(cookie(login(), "", PATH, Duration.ZERO));
  }

  Optional<LoginState> login(HttpRequest<?> request) {
    return value(request, login()).flatMap(LoginState::decode);
  }

  // With these prefixes a browser takes the cookie only over TLS, and __Host- from no subdomain.
  private String session() {
    return secure ? "__Host-session" : "session";
  }

  private String refresh() {
    return secure ? "__Secure-refresh" : "refresh";
  }

  private String login() {
    return secure ? "__Secure-login" : "login";
  }

  // Lax: with Strict the browser would come back from the issuer without the state of its login.
  private Cookie cookie(String name, String value, String path, Duration lifetime) {
    return Cookie.of(name, value)
        .httpOnly(true)
        .secure(secure)
        .sameSite(SameSite.Lax)
        .path(path)
        .maxAge(lifetime);
  }

  private static String encoded(Session.Refresh refresh) {
    return refresh.source().name().toLowerCase(Locale.ROOT) + "." + refresh.token();
  }

  private static boolean fits(String name, String value) {
    return name.length() + value.length() <= LARGEST;
  }

  private static Optional<String> value(HttpRequest<?> request, String name) {
    return request.getCookies().findCookie(name).map(Cookie::getValue).filter(v -> !v.isEmpty());
  }
}
