package dev.tideway.app.pages;

import dev.tideway.app.controllers.Sessions;
import dev.tideway.app.limits.LimitedAsLogin;
import dev.tideway.app.pages.templates.JtesignInGenerated;
import dev.tideway.app.security.BrowserLogin.Outcome;
import dev.tideway.app.security.ReturnPath;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where people sign in, by whichever way there is. */
@Controller(SignInController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
@Hidden
class SignInController {
  static final String FOLDER = "/auth/";
  static final String PATH = FOLDER + "sign-in";

  private static final int LONGEST = 1000;

  private final Sessions sessions;
  private final SessionCookies cookies;
  private final Pages pages;

  SignInController(Sessions sessions, SessionCookies cookies, Pages pages) {
    this.sessions = sessions;
    this.cookies = cookies;
    this.pages = pages;
  }

  /** The address of this page for who wants to go to {@code to}. */
  static String pathTo(String to) {
    return PATH + "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
  }

  @Get
  MutableHttpResponse<?> show(HttpRequest<?> request, @QueryValue(defaultValue = "/") String to) {
    SignIn view = view(to, "", "");
    if (request.getUserPrincipal().isPresent()) {
      return HttpResponse.seeOther(URI.create(view.to()));
    }
    // A session that has only run out goes on; nobody has to write a password every ten minutes.
    return cookies
        .refresh(request)
        .<MutableHttpResponse<?>>map(
            refresh ->
                switch (sessions.next(request, refresh)) {
                  case Outcome.Done(Session session, String unused) -> signedIn(session, view.to());
                  // Its cookies stay: another tab may have just got newer ones.
                  case Outcome.Refused(String why) -> page(request, HttpStatus.OK, view);
                })
        .orElseGet(() -> page(request, HttpStatus.OK, view));
  }

  @Post
  @LimitedAsLogin
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<?> signIn(
      HttpRequest<?> request,
      @Nullable String name,
      @Nullable String password,
      @Nullable String to) {
    String givenName = Optional.ofNullable(name).orElse("");
    String givenPassword = Optional.ofNullable(password).orElse("");
    String target = Optional.ofNullable(to).orElse("/");
    if (givenName.isBlank() || givenPassword.isEmpty()) {
      return page(
          request,
          HttpStatus.BAD_REQUEST,
          view(target, givenName, "Write both your name and your password."));
    }
    Optional<Session> session =
        givenName.length() > LONGEST || givenPassword.length() > LONGEST
            ? Optional.empty()
            : sessions.byAccount(givenName, givenPassword);
    return session
        .<MutableHttpResponse<?>>map(s -> signedIn(s, ReturnPath.checked(target)))
        .orElseGet(
            () ->
                page(
                    request,
                    HttpStatus.UNAUTHORIZED,
                    view(target, givenName, "No account has this name with this password.")));
  }

  private SignIn view(String to, String name, String error) {
    return new SignIn(
        sessions.byAccount(), sessions.byIssuer(), ReturnPath.checked(to), name, error);
  }

  private MutableHttpResponse<?> page(HttpRequest<?> request, HttpStatus status, SignIn view) {
    Page page = pages.around(request, "Sign in", Page.Section.NONE);
    return Pages.html(status, out -> JtesignInGenerated.render(out, null, page, view));
  }

  private MutableHttpResponse<?> signedIn(Session session, String to) {
    MutableHttpResponse<?> response = HttpResponse.seeOther(URI.create(to));
    cookies.set(response, session);
    return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
