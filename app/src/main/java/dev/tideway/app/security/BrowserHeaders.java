package dev.tideway.app.security;

import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;

/** What browsers may do with an answer: little, and nothing that the app doesn't serve itself. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class BrowserHeaders {
  private static final String YEAR = "max-age=31536000; includeSubDomains";

  private final String policy;
  private final boolean onTls;

  BrowserHeaders(Settings settings) {
    // After a form's POST to /auth/logout the browser goes on to the issuer, which counts as the
    // form's target.
    String forms =
        settings.get(Setting.OIDC_ISSUER).map(BrowserHeaders::origin).map(" "::concat).orElse("");
    policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
            + " 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action"
            + " 'self'"
            + forms
            + "; frame-ancestors 'none'";
    onTls = settings.get(Setting.APP_PUBLIC_URL).filter(u -> u.startsWith("https:")).isPresent();
  }

  @ResponseFilter
  void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
    response
        .header("Content-Security-Policy", policy)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        // Not no-referrer: with that, browsers hide the origin of our own forms from us.
        .header("Referrer-Policy", "same-origin")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    if (onTls || request.isSecure()) {
      response.header("Strict-Transport-Security", YEAR);
    }
  }

  private static String origin(String issuer) {
    URI uri = URI.create(issuer);
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }
}
