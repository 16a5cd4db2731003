package dev.tideway.app.controllers;

import dev.tideway.app.security.AccessTokens;
import dev.tideway.app.security.BrowserLogin;
import dev.tideway.app.security.BrowserLogin.Outcome;
import dev.tideway.app.security.Session;
import dev.tideway.app.services.Accounts;
import dev.tideway.app.services.Login;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Browsers' sessions, whoever knows their people. */
@Singleton
public class Sessions {
  private final Optional<BrowserLogin> issuer;
  private final Optional<Accounts> accounts;

  Sessions(@Nullable BrowserLogin issuer, @Nullable Accounts accounts) {
    this.issuer = Optional.ofNullable(issuer);
    this.accounts = Optional.ofNullable(accounts);
  }

  /** Whether people can log in at an issuer. */
  public boolean byIssuer() {
    return issuer.isPresent();
  }

  /** Whether people can log in by name and password. */
  public boolean byAccount() {
    return accounts.isPresent();
  }

  /** By a local account; empty where nobody has this name with this password. */
  public Optional<Session> byAccount(String name, String password) {
    return accounts
        .map(a -> a.login(name, password))
        .flatMap(
            login ->
                switch (login) {
                  case Login.Granted granted -> Optional.of(of(granted));
                  case Login.Refused() -> Optional.empty();
                });
  }

  /** The next session; a refresh token is good for one. */
  public Outcome next(Session.Refresh refresh) {
    return switch (refresh.source()) {
      case LOCAL ->
          accounts
              .map(a -> a.refresh(refresh.token()))
              .map(Sessions::outcome)
              .orElseGet(() -> new Outcome.Refused(TokenController.NO_ACCOUNTS));
      case ISSUER ->
          issuer
              .map(login -> login.refresh(refresh.token()))
              .orElseGet(() -> new Outcome.Refused("there is no OpenID Connect issuer here"));
    };
  }

  private static Session of(Login.Granted granted) {
    return new Session(
        granted.access(),
        AccessTokens.LIFETIME,
        Optional.of(new Session.Refresh(Session.Source.LOCAL, granted.refresh())));
  }

  private static Outcome outcome(Login login) {
    return switch (login) {
      case Login.Granted granted -> new Outcome.Done(of(granted), "/");
      case Login.Refused() -> new Outcome.Refused("the session has ended");
    };
  }
}
