package dev.tideway.app.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lettuce.core.RedisURI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {

  @ParameterizedTest
  @CsvSource({
    "redis://cache,            cache, 6379, 0, false",
    "redis://cache:7000/2,     cache, 7000, 2, false",
    "rediss://me:p%40s@cache,  cache, 6379, 0, true",
  })
  void reads(String url, String host, int port, int database, boolean tls) {
    Map<String, Object> properties = RedisUrl.properties(Map.of("REDIS_URL", url));
    RedisURI uri =
        RedisUrl.uri(properties.getOrDefault(RedisUrl.PROPERTY, "").toString(), Optional.empty());
    assertEquals(host, uri.getHost());
    assertEquals(port, uri.getPort());
    assertEquals(database, uri.getDatabase());
    assertEquals(tls, uri.isSsl());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cache:6379", "http://cache", "redis://", "redis://me:a b@cache"})
  void refusesWithTheShape(String url) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> RedisUrl.properties(Map.of("REDIS_URL", url)));
    assertEquals(
        "REDIS_URL can't be read: write redis://USER:PASSWORD@HOST:6379, or rediss:// for TLS, with"
            + " special characters as %XX",
        e.getMessage());
    assertEquals(null, e.getCause());
  }

  @Test
  void blankMeansNone() {
    assertEquals(Map.of(), RedisUrl.properties(Map.of()));
    assertEquals(Map.of(), RedisUrl.properties(Map.of("REDIS_URL", " ")));
  }
}
