package dev.tideway.app.security;

import dev.tideway.app.problems.Problem;
import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import io.micronaut.web.router.RouteMatch;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;

/** 401 and 403 with words: how to get in, or which role is missing. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class Refusals implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {
  private final String howToLogIn;

  Refusals(Settings settings, AccessTokens tokens) {
    howToLogIn = howToLogIn(settings, tokens);
  }

  @Override
  public MutableHttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest request, AuthorizationException e) {
    if (e.isForbidden()) {
      return answer(
          HttpStatus.FORBIDDEN, "Bearer error=\"insufficient_scope\"", missingRole(request, e));
    }
    boolean sent = request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
    return answer(
        HttpStatus.UNAUTHORIZED,
        sent ? "Bearer error=\"invalid_token\"" : "Bearer",
        (sent
                ? "the token isn't good: it has expired, or is not for this app; "
                : "this needs a login: ")
            + howToLogIn);
  }

  private static MutableHttpResponse<?> answer(HttpStatus status, String challenge, String words) {
    return Problem.of(status, words).header(HttpHeaders.WWW_AUTHENTICATE, challenge);
  }

  private static String missingRole(HttpRequest<?> request, AuthorizationException e) {
    String needed =
        request
            .getAttribute(HttpAttributes.ROUTE_MATCH, RouteMatch.class)
            .flatMap(route -> route.getAnnotationMetadata().stringValue(Secured.class))
            .orElse("another");
    Collection<String> has = Optional.ofNullable(e.getAuthentication().getRoles()).orElseThrow();
    return "this needs the role "
        + needed
        + ", and you have "
        + (has.isEmpty() ? "none" : String.join(", ", has))
        + ": ask whoever gives out roles";
  }

  private static String howToLogIn(Settings settings, AccessTokens tokens) {
    boolean accounts = settings.get(Setting.APP_LOCAL_ACCOUNTS).filter("true"::equals).isPresent();
    boolean issuer = settings.get(Setting.OIDC_ISSUER).isPresent();
    String header = "send Authorization: Bearer TOKEN with a token of ";
    if (accounts && issuer) {
      return header + "POST /api/v1/login or of the issuer, or log in at /auth/login";
    }
    if (accounts) {
      return header + "POST /api/v1/login";
    }
    if (issuer) {
      return header + "the issuer, or log in at /auth/login";
    }
    if (tokens.canSign()) {
      return header + "whoever holds the app's keys";
    }
    return "nobody can yet. Whoever runs the app sets OIDC_ISSUER, OIDC_CLIENT_ID and"
        + " APP_PUBLIC_URL to let people in from an OpenID Connect issuer, or"
        + " APP_LOCAL_ACCOUNTS=true, APP_JWT_KEYS, APP_ADMIN_PASSWORD and DATABASE_URL for"
        + " accounts of its own";
  }
}
