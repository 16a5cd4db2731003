package dev.tideway.app;

import dev.tideway.app.database.TestPostgres;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The app in this JVM, on a free port, so that a test can look into it. Its requests are an
 * editor's, unless a test says whose else.
 */
public record TestApp(ApplicationContext context, Http http) implements AutoCloseable {

  /** With a migrated database of its own. */
  public static TestApp onPostgres() {
    return start(TestPostgres.migrated(), Map.of());
  }

  /** Configured by {@code environment} as {@code Main} would, and by some more properties. */
  public static TestApp start(Map<String, String> environment, Map<String, Object> more) {
    Map<String, String> complete = new HashMap<>(environment);
    if (!environment.containsKey("APP_JWT_KEYS_FILE")) {
      TestTokens.environment().forEach(complete::putIfAbsent);
    }
    // Most tests send more than one client does.
    complete.putIfAbsent("LIMIT_LOGIN", "off");
    complete.putIfAbsent("LIMIT_WRITES", "off");
    Map<String, Object> properties = new HashMap<>(Configuration.of(complete));
    properties.putAll(more);
    properties.putIfAbsent("micronaut.server.port", "-1");
    EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, properties);
    return new TestApp(
        server.getApplicationContext(),
        new Http(server.getURI(), Optional.of(TestTokens.editor())));
  }

  /** Requests with another token. */
  public Http as(String token) {
    return new Http(http.server(), Optional.of(token));
  }

  /** Requests without a token. */
  public Http anonymous() {
    return new Http(http.server());
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
