package dev.tideway.app;

import dev.tideway.app.database.DatabaseUrl;
import dev.tideway.app.database.Migrate;
import dev.tideway.app.lifecycle.Shutdown;
import dev.tideway.app.redis.RedisUrl;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the server, and ends with 0 after SIGTERM; with the argument {@code migrate} brings the
 * database up to date instead, and ends.
 */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Tideway app",
            version = "v1",
            description =
                "Errors are problem documents (RFC 9457) that say what to write instead."))
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) {
    switch (args.length == 0 ? "" : args[0]) {
      case "" -> serve();
      case "migrate" -> System.exit(Migrate.run(System.getenv()));
      default -> {
        LOG.error("unknown argument {}: write migrate, or nothing to start the server", args[0]);
        System.exit(2);
      }
    }
  }

  private static void serve() {
    long started = System.nanoTime();
    try {
      ApplicationContext context =
          ApplicationContext.builder()
              .mainClass(Main.class)
              .deduceEnvironment(false)
              .banner(false)
              .properties(
                  DatabaseUrl.from(System.getenv()).map(DatabaseUrl::properties).orElseGet(Map::of))
              .properties(RedisUrl.properties(System.getenv()))
              .start();
      EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
      LOG.atInfo()
          .addKeyValue("port", server.getPort())
          .addKeyValue("version", context.getBean(Identity.class).version())
          .addKeyValue("startup_ms", (System.nanoTime() - started) / 1_000_000)
          .log("ready");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stop(context.getBean(Shutdown.class)), "shutdown"));
    } catch (RuntimeException e) {
      LOG.error("could not start", e);
      System.exit(1);
    }
  }

  private static void stop(Shutdown shutdown) {
    try {
      shutdown.run();
    } finally {
      // A JVM that was told to stop by a signal ends with 143, which reads as a failure wherever
      // exit codes are collected. Being asked to stop is no failure.
      Runtime.getRuntime().halt(0);
    }
  }
}
