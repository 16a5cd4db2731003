package dev.tideway.app.services;

import dev.tideway.app.models.Role;
import dev.tideway.app.models.User;
import dev.tideway.app.repositories.UserRepository;
import dev.tideway.app.security.AccessTokens;
import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Local accounts, and what their owners log in with. */
@Singleton
@RequiresAccounts
public class Accounts {
  /** The account that APP_ADMIN_PASSWORD makes. */
  static final String FIRST = "admin";

  private final InstantSource clock;
  private final UserRepository users;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final Passwords passwords;
  private final Settings settings;

  Accounts(
      UserRepository users,
      RefreshTokens refreshTokens,
      AccessTokens accessTokens,
      Passwords passwords,
      Settings settings,
      InstantSource clock) {
    this.users = users;
    this.refreshTokens = refreshTokens;
    this.accessTokens = accessTokens;
    this.passwords = passwords;
    this.settings = settings;
    this.clock = clock;
  }

  /** Takes as long for a name that nobody has. */
  public Login login(String name, String password) {
    Optional<User> user = find(name);
    if (user.isEmpty() && name.equals(FIRST)) {
      user = first();
    }
    if (user.isEmpty()) {
      passwords.matchNobody(password);
      return new Login.Refused();
    }
    return passwords.matches(password, user.get().password())
        ? begin(user.get())
        : new Login.Refused();
  }

  /** Refuses where somebody has changed the account since its password was checked. */
  @Transactional
  Login begin(User checked) {
    return users
        .hold(checked.id())
        .filter(user -> user.password().equals(checked.password()))
        .map(user -> granted(user, UUID.randomUUID()))
        .orElseGet(Login.Refused::new);
  }

  // The user first: else a change of the password would end the token that it sees, and not the
  // next one, which is being made.
  @Transactional
  public Login refresh(String token) {
    Optional<User> owner = users.holdByToken(RefreshTokens.hash(token));
    return owner
        .flatMap(user -> refreshTokens.use(token).map(used -> granted(user, used.family())))
        .orElseGet(Login.Refused::new);
  }

  /** Nothing happens when the token is no longer good. */
  public void logout(String refreshToken) {
    refreshTokens.revoke(refreshToken);
  }

  public List<User> list() {
    return users.findAllOrderByName();
  }

  /** Empty when the name is taken. */
  public Optional<User> create(String name, String password, Role role) {
    User user = new User(UUID.randomUUID(), name, passwords.hash(password), role, clock.instant());
    return users.add(user.id(), name, user.password(), role, user.createdAt()) == 1
        ? users.findByName(name)
        : Optional.empty();
  }

  /** Changes what is given, and ends the user's logins; empty when there is no such user. */
  @Transactional
  public Optional<User> change(String name, Optional<String> password, Optional<Role> role) {
    Optional<User> found = find(name);
    found.ifPresent(
        user -> {
          String hash = password.map(passwords::hash).orElse(user.password());
          users.change(user.id(), hash, role.orElse(user.role()));
          refreshTokens.revokeAll(user.id());
        });
    return find(name);
  }

  /** Whether there was one. */
  public boolean delete(String name) {
    return name.matches(User.NAME) && users.deleteByName(name) == 1;
  }

  // What can't be a name isn't asked for: PostgreSQL takes no NUL, not even to compare with.
  private Optional<User> find(String name) {
    return name.matches(User.NAME) ? users.findByName(name) : Optional.empty();
  }

  // At the first login and not as the app starts: then the database may be away, or not migrated.
  private Optional<User> first() {
    return settings
        .get(Setting.APP_ADMIN_PASSWORD)
        .flatMap(
            password -> {
              create(FIRST, password, Role.ADMIN);
              return users.findByName(FIRST);
            });
  }

  private Login granted(User user, UUID family) {
    return new Login.Granted(accessTokens.issue(user), refreshTokens.issue(user.id(), family));
  }
}
