package dev.tideway.app.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the database is, from DATABASE_URL: {@code postgresql://USER:PASSWORD@HOST:PORT/DATABASE},
 * also with {@code postgres://} or {@code jdbc:} before it. DATABASE_USER and DATABASE_PASSWORD win
 * over what the URL says, so that the URL may be in a manifest and the password in a Secret.
 */
public final class DatabaseUrl {
  /** Set exactly when there is a database. */
  public static final String PROPERTY = "datasources.default.url";

  /** The shape, for every message that asks for one. */
  public static final String SHAPE = "postgresql://USER:PASSWORD@HOST:5432/DATABASE";

  private final String place;
  private final Optional<String> query;
  private final Optional<String> user;
  private final Optional<String> password;
  private final Optional<String> poolSize;

  private DatabaseUrl(
      String place,
      Optional<String> query,
      Optional<String> user,
      Optional<String> password,
      Optional<String> poolSize) {
    this.place = place;
    this.query = query;
    this.user = user;
    this.password = password;
    this.poolSize = poolSize;
  }

  /**
   * Empty when DATABASE_URL is unset or blank.
   *
   * @throws IllegalArgumentException when it can't be read; the message says what to write, and
   *     nothing of the value, which may hold a password
   */
  public static Optional<DatabaseUrl> from(Map<String, String> environment) {
    return set(environment, "DATABASE_URL").map(url -> parse(url, environment));
  }

  /** HOST:PORT/DATABASE, for messages: no user, no password. */
  public String place() {
    return place;
  }

  /** Without user and password. */
  public String jdbc() {
    return "jdbc:postgresql://" + place + query.map(q -> "?" + q).orElse("");
  }

  public Optional<String> user() {
    return user;
  }

  public Optional<String> password() {
    return password;
  }

  /** The data source as Micronaut's configuration names it. */
  public Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>(Pool.PROPERTIES);
    properties.put(PROPERTY, jdbc());
    user.ifPresent(value -> properties.put("datasources.default.username", value));
    password.ifPresent(value -> properties.put("datasources.default.password", value));
    poolSize.ifPresent(value -> properties.put("datasources.default.maximum-pool-size", value));
    return properties;
  }

  /** Only the place: whatever prints this prints no password. */
  @Override
  public String toString() {
    return place;
  }

  private static DatabaseUrl parse(String url, Map<String, String> environment) {
    URI uri = uri(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
    boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
    if (!known || uri.getHost() == null || uri.getRawPath().length() < 2) {
      throw unreadable();
    }
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    Optional<String> userInfo = Optional.ofNullable(uri.getRawUserInfo());
    return new DatabaseUrl(
        uri.getHost() + ":" + port + uri.getRawPath(),
        Optional.ofNullable(uri.getRawQuery()),
        set(environment, "DATABASE_USER").or(() -> userInfo.map(info -> part(info, 0))),
        set(environment, "DATABASE_PASSWORD")
            .or(() -> userInfo.filter(info -> info.contains(":")).map(info -> part(info, 1))),
        set(environment, "DATABASE_POOL_SIZE"));
  }

  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      // Not as the cause: its message has the whole value.
      throw unreadable();
    }
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "DATABASE_URL can't be read: write " + SHAPE + ", with special characters as %XX");
  }

  private static String part(String userInfo, int index) {
    // URLDecoder is for forms, where a plus is a space; in a URL's user it is a plus.
    String raw = userInfo.split(":", 2)[index].replace("+", "%2B");
    return URLDecoder.decode(raw, StandardCharsets.UTF_8);
  }

  private static Optional<String> set(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
