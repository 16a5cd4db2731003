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

  /** Changes what is given, and ends the user's logins. */
  public AccountChange change(String name, Optional<String> password, Optional<Role> role) {
    // A hash takes a core for a while: not in the transaction, with a connection of the pool.
    return changeTo(name, password.map(passwords::hash), role);
  }

  @Transactional
  AccountChange changeTo(String name, Optional<String> hash, Optional<Role> role) {
    if (role.filter(r -> r != Role.ADMIN).isPresent() && isTheLastAdmin(name)) {
      return new AccountChange.LastAdmin();
    }
    Optional<User> found = find(name);
    if (found.isEmpty()) {
      return new AccountChange.Missing();
    }
    UUID id = found.get().id();
    users.change(id, hash.orElse(null), role.orElse(null));
    refreshTokens.revokeAll(id);
    // As it is now: what wasn't asked for may have been changed by somebody else.
    return users
        .hold(id)
        .<AccountChange>map(AccountChange.Done::new)
        .orElseGet(AccountChange.Missing::new);
  }

  /** Deletes the user, and with it its logins. */
  @Transactional
  public AccountChange delete(String name) {
    if (isTheLastAdmin(name)) {
      return new AccountChange.LastAdmin();
    }
    Optional<User> found = find(name);
    return found.isPresent() && users.deleteByName(name) == 1
        ? new AccountChange.Done(found.get())
        : new AccountChange.Missing();
  }

  // Two that go at once would each see the other stay: the second waits here for the first.
  private boolean isTheLastAdmin(String name) {
    List<User> admins = users.holdAllOf(Role.ADMIN);
    return admins.size() == 1 && admins.getFirst().name().equals(name);
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
