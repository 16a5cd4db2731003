package dev.tideway.app.controllers;

import dev.tideway.app.database.Presence;
import dev.tideway.app.database.SqlFailure;
import dev.tideway.app.security.AccessTokens;
import dev.tideway.app.security.BrowserLogin;
import dev.tideway.app.security.BrowserLogin.Outcome;
import dev.tideway.app.security.Session;
import dev.tideway.app.services.Accounts;
import dev.tideway.app.services.Login;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Browsers' sessions, whoever knows their people. */
@Singleton
public class Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

  private final Optional<BrowserLogin> issuer;
  private final Optional<Accounts> accounts;
  private final Optional<Presence> presence;

  Sessions(
      @Nullable BrowserLogin issuer, @Nullable Accounts accounts, @Nullable Presence presence) {
    this.issuer = Optional.ofNullable(issuer);
    this.accounts = Optional.ofNullable(accounts);
    this.presence = Optional.ofNullable(presence);
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
  public Outcome next(HttpRequest<?> request, Session.Refresh refresh) {
    return switch (refresh.source()) {
      case LOCAL ->
          accounts
              .map(a -> a.refresh(refresh.token()))
              .map(Sessions::outcome)
              .orElseGet(() -> new Outcome.Refused(TokenController.NO_ACCOUNTS));
      case ISSUER ->
          issuer
              .map(login -> login.refresh(request, refresh.token()))
              .orElseGet(() -> new Outcome.Refused("there is no OpenID Connect issuer here"));
    };
  }

  /** Ends a local account's; where the database is away, only the browser forgets it. */
  void end(Session.Refresh refresh) {
    try {
      accounts.ifPresent(a -> a.logout(refresh.token()));
    } catch (RuntimeException e) {
      Optional<SQLException> away = SqlFailure.in(e).filter(SqlFailure::isPassing);
      if (away.isEmpty()) {
        throw e;
      }
      presence.ifPresent(p -> p.failed(away.get()));
      LOG.warn(
          "a session was ended in its browser only, as the database is away: its refresh token"
              + " holds until it expires");
    }
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
