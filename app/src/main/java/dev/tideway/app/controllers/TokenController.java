package dev.tideway.app.controllers;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tideway.app.limits.LimitedAsLogin;
import dev.tideway.app.problems.AnswersProblems;
import dev.tideway.app.problems.Problem;
import dev.tideway.app.security.AccessTokens;
import dev.tideway.app.services.Accounts;
import dev.tideway.app.services.Login;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tokens for programs, by name and password; browsers have {@link AuthController}. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "login")
class TokenController {
  static final String NO_ACCOUNTS =
      "there are no local accounts here: set APP_LOCAL_ACCOUNTS=true for them";

  private final Optional<Accounts> accounts;

  TokenController(@Nullable Accounts accounts) {
    this.accounts = Optional.ofNullable(accounts);
  }

  /**
   * Gets an access token, and a refresh token for the next ones.
   *
   * @param form name and password of a local account
   */
  @Post("/login")
  @LimitedAsLogin
  @Secured(SecurityRule.IS_ANONYMOUS)
  @AnswersProblems
  @ApiResponse(
      responseCode = "200",
      description = "Tokens; the refresh token is good for one use",
      content = @Content(schema = @Schema(implementation = Granted.class)))
  HttpResponse<?> login(@Body @Valid LoginForm form) {
    return withAccounts(
        a ->
            answer(
                a.login(form.knownName(), form.knownPassword()),
                "no account has this name with this password"));
  }

  /**
   * Exchanges a refresh token. One that comes a second time ends all that came of its login.
   *
   * @param form the newest refresh token of a login
   */
  @Post("/refresh")
  @Secured(SecurityRule.IS_ANONYMOUS)
  @AnswersProblems
  @ApiResponse(
      responseCode = "200",
      description = "The next tokens",
      content = @Content(schema = @Schema(implementation = Granted.class)))
  HttpResponse<?> refresh(@Body @Valid RefreshForm form) {
    return withAccounts(
        a ->
            answer(
                a.refresh(form.knownToken()),
                "this refresh token was used, has expired or was revoked: POST /api/v1/login"
                    + " again"));
  }

  /**
   * Ends all that came of the login that the refresh token is of. Its access token still holds for
   * the minutes that it has left.
   *
   * @param form a refresh token
   */
  @Post("/logout")
  @Secured(SecurityRule.IS_ANONYMOUS)
  @AnswersProblems
  @ApiResponse(responseCode = "204", description = "It is ended, or was before")
  HttpResponse<?> logout(@Body @Valid RefreshForm form) {
    return withAccounts(
        a -> {
          a.logout(form.knownToken());
          return HttpResponse.noContent();
        });
  }

  /** Says who calls. */
  @Get("/me")
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @AnswersProblems
  @SecurityRequirement(name = "bearer")
  @ApiResponse(
      responseCode = "200",
      description = "Who the token is of",
      content = @Content(schema = @Schema(implementation = Me.class)))
  HttpResponse<?> me(Authentication caller) {
    Collection<String> roles = caller.getRoles();
    return HttpResponse.ok(
        new Me(
            caller.getName(),
            String.valueOf(caller.getAttributes().get("name")),
            String.valueOf(caller.getAttributes().get("issuer")),
            List.copyOf(roles)));
  }

  private HttpResponse<?> withAccounts(Function<Accounts, HttpResponse<?>> work) {
    return accounts
        .<HttpResponse<?>>map(work)
        .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, NO_ACCOUNTS));
  }

  private static HttpResponse<?> answer(Login login, String refused) {
    return switch (login) {
      case Login.Granted(String access, String refresh) ->
          HttpResponse.ok(new Granted(access, refresh, "Bearer", AccessTokens.LIFETIME.toSeconds()))
              .header(HttpHeaders.CACHE_CONTROL, "no-store");
      case Login.Refused() ->
          Problem.of(HttpStatus.UNAUTHORIZED, refused)
              .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    };
  }

  /**
   * Tokens.
   *
   * @param accessToken for Authorization: Bearer
   * @param refreshToken for POST /api/v1/refresh
   * @param expiresIn seconds that the access token holds
   */
  @Serdeable
  record Granted(String accessToken, String refreshToken, String tokenType, long expiresIn) {}

  /**
   * Who calls.
   *
   * @param subject what the issuer calls them for ever
   * @param roles empty when the issuer gives none that this app knows
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Me(String subject, String name, String issuer, List<String> roles) {}

  /** A refresh token. */
  @Serdeable
  @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
  record RefreshForm(
      @NotEmpty(message = RefreshForm.WORDS) @Size(max = 1000, message = RefreshForm.WORDS)
          @Nullable String refreshToken) {
    static final String WORDS = "write the refreshToken of the last answer";

    String knownToken() {
      return Optional.ofNullable(refreshToken).orElseThrow();
    }
  }
}
