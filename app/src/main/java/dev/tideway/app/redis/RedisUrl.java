package dev.tideway.app.redis;

import io.lettuce.core.RedisURI;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where Redis is, from REDIS_URL: {@code redis://USER:PASSWORD@HOST:PORT/DATABASE}, or {@code
 * rediss://} for TLS; everything but the host may be left out. REDIS_PASSWORD wins over what the
 * URL says, so that the URL may be in a manifest and the password in a Secret.
 */
public final class RedisUrl {
  /** Set exactly when there is a Redis. */
  public static final String PROPERTY = "app.redis.url";

  static final String PASSWORD = "app.redis.password";

  private RedisUrl() {}

  /**
   * Empty when REDIS_URL is unset or blank; else the configuration that stands for it.
   *
   * @throws IllegalArgumentException when it can't be read; the message says what to write, and
   *     nothing of the value, which may hold a password
   */
  public static Map<String, Object> properties(Map<String, String> environment) {
    Map<String, Object> properties = new HashMap<>();
    set(environment, "REDIS_URL")
        .ifPresent(
            url -> {
              check(url);
              properties.put(PROPERTY, url);
              set(environment, "REDIS_PASSWORD").ifPresent(p -> properties.put(PASSWORD, p));
            });
    return properties;
  }

  static RedisURI uri(String url, Optional<String> password) {
    RedisURI uri = RedisURI.create(url);
    password.ifPresent(value -> uri.setPassword(value.toCharArray()));
    return uri;
  }

  private static void check(String url) {
    try {
      URI uri = new URI(url);
      boolean known = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
      if (known && uri.getHost() != null) {
        RedisURI.create(uri);
        return;
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      // Not as the cause: its message has the whole value.
    }
    throw new IllegalArgumentException(
        "REDIS_URL can't be read: write redis://USER:PASSWORD@HOST:6379, or rediss:// for TLS,"
            + " with special characters as %XX");
  }

  private static Optional<String> set(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
