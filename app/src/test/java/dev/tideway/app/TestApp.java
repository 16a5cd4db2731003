package dev.tideway.app;

import dev.tideway.app.database.DatabaseUrl;
import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.redis.RedisUrl;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;

/** The app in this JVM, on a free port, so that a test can look into it. */
public record TestApp(ApplicationContext context, Http http) implements AutoCloseable {

  /** With a migrated database of its own. */
  public static TestApp onPostgres() {
    return start(TestPostgres.migrated(), Map.of());
  }

  /** Configured by {@code environment} as {@code Main} would, and by some more properties. */
  public static TestApp start(Map<String, String> environment, Map<String, Object> more) {
    // Most tests write more than one client does.
    Map<String, Object> properties = new HashMap<>(Map.of("app.limits.writes", "off"));
    properties.putAll(more);
    DatabaseUrl.from(environment).map(DatabaseUrl::properties).ifPresent(properties::putAll);
    properties.putAll(RedisUrl.properties(environment));
    properties.put("micronaut.server.port", "-1");
    EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, properties);
    return new TestApp(server.getApplicationContext(), new Http(server.getURI()));
  }

  /** A bean of the app. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
