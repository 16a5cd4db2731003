package dev.tideway.app.controllers;

import dev.tideway.app.problems.Problem;
import dev.tideway.app.security.BrowserLogin;
import dev.tideway.app.security.BrowserLogin.Outcome;
import dev.tideway.app.security.Session;
import dev.tideway.app.security.SessionCookies;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A browser's session, in cookies: begun at the issuer, stayed, ended. By a local account it begins
 * at the page /auth/sign-in.
 */
@Controller("/auth")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
@Hidden
class AuthController {
  private static final URI HOME = URI.create("/");

  private final SessionCookies cookies;
  private final Optional<BrowserLogin> issuer;
  private final Sessions sessions;

  AuthController(SessionCookies cookies, @Nullable BrowserLogin issuer, Sessions sessions) {
    this.cookies = cookies;
    this.sessions = sessions;
    this.issuer = Optional.ofNullable(issuer);
  }

  /** To the issuer, and back to the path {@code to}. */
  @Get("/login")
  MutableHttpResponse<?> login(@QueryValue(defaultValue = "/") String to) {
    return issuer
        .<MutableHttpResponse<?>>map(login -> login.begin(to))
        .orElseGet(
            () ->
                Problem.of(
                    HttpStatus.NOT_FOUND,
                    "there is no OpenID Connect issuer here: set OIDC_ISSUER for one"));
  }

  /** Where the issuer sends the browser back to. */
  @Get("/callback")
  MutableHttpResponse<?> callback(HttpRequest<?> request) {
    if (issuer.isEmpty()) {
      return refused("there is no OpenID Connect issuer here");
    }
    MutableHttpResponse<?> response =
        switch (issuer.get().end(request)) {
          case Outcome.Done(Session session, String to) ->
              with(session, HttpResponse.seeOther(URI.create(to)));
          case Outcome.Refused(String why) -> refused(why + ": begin again at /auth/login");
        };
    issuer.get().forget(response);
    return response;
  }

  /** The next session, of the refresh token in its cookie. */
  @Post("/refresh")
  @Consumes(MediaType.ALL)
  MutableHttpResponse<?> refresh(HttpRequest<?> request) {
    Optional<Session.Refresh> refresh = cookies.refresh(request);
    if (refresh.isEmpty()) {
      return ended("this browser has no session to go on with");
    }
    return switch (sessions.next(request, refresh.get())) {
      case Outcome.Done(Session session, String to) -> with(session, HttpResponse.noContent());
      case Outcome.Refused(String why) -> ended(why);
    };
  }

  /** Ends the session here, and where the issuer can, there too. */
  @Post("/logout")
  @Consumes(MediaType.ALL)
  MutableHttpResponse<?> logout(HttpRequest<?> request) {
    cookies
        .refresh(request)
        .filter(refresh -> refresh.source() == Session.Source.LOCAL)
        .ifPresent(sessions::end);
    URI next = issuer.flatMap(login -> login.endSession(request)).orElse(HOME);
    MutableHttpResponse<?> response = HttpResponse.seeOther(next);
    cookies.clear(response);
    return response;
  }

  private MutableHttpResponse<?> with(Session session, MutableHttpResponse<?> response) {
    cookies.set(response, session);
    return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private MutableHttpResponse<?> ended(String why) {
    MutableHttpResponse<?> response = refused(why + ": log in again");
    cookies.clear(response);
    return response;
  }

  private static MutableHttpResponse<?> refused(String why) {
    return Problem.of(HttpStatus.UNAUTHORIZED, why).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }
}
