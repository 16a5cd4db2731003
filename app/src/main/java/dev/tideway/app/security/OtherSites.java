package dev.tideway.app.security;

import dev.tideway.app.problems.Problem;
import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * No other site makes a browser change something here with the cookies that it has of us (CSRF).
 * Browsers say where a request comes from, in Sec-Fetch-Site and Origin, which no script can forge;
 * so pages need no token in their forms. A request with its own Authorization is nobody's forgery.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class OtherSites {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final SessionCookies cookies;
  private final Optional<String> home;

  OtherSites(SessionCookies cookies, Settings settings) {
    this.cookies = cookies;
    this.home = settings.get(Setting.APP_PUBLIC_URL).map(url -> authority(URI.create(url)));
  }

  @RequestFilter
  @Nullable HttpResponse<?> refuse(HttpRequest<?> request) {
    if (SAFE.contains(request.getMethod()) || !concerns(request) || isOurs(request)) {
      return null;
    }
    return Problem.of(
        HttpStatus.FORBIDDEN,
        "this request has a browser's cookies, and doesn't come from a page of this app: send it"
            + " from one, or with Authorization instead of cookies");
  }

  // A login sets cookies: without this, another site could log people in as somebody else.
  private boolean concerns(HttpRequest<?> request) {
    boolean bearer = request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
    return !bearer
        && (cookies.any(request) || request.getPath().startsWith(SessionCookies.PATH + "/"));
  }

  private boolean isOurs(HttpRequest<?> request) {
    Optional<String> site = request.getHeaders().findFirst("Sec-Fetch-Site");
    if (site.isPresent()) {
      return site.get().equals("same-origin");
    }
    Optional<String> host = home.or(() -> request.getHeaders().findFirst(HttpHeaders.HOST));
    return request
        .getHeaders()
        .findFirst(HttpHeaders.ORIGIN)
        .flatMap(OtherSites::origin)
        .filter(origin -> host.filter(authority(origin)::equals).isPresent())
        .isPresent();
  }

  private static Optional<URI> origin(String header) {
    try {
      return Optional.of(URI.create(header)).filter(uri -> uri.getAuthority() != null);
    } catch (IllegalArgumentException opaque) {
      return Optional.empty();
    }
  }

  private static String authority(URI uri) {
    return String.valueOf(uri.getAuthority());
  }
}
