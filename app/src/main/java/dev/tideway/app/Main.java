package dev.tideway.app;

import dev.tideway.app.database.Migrate;
import dev.tideway.app.database.Seed;
import dev.tideway.app.lifecycle.Shutdown;
import dev.tideway.app.settings.InvalidSetting;
import dev.tideway.app.settings.Settings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the server, and ends with 0 after SIGTERM; with the argument {@code migrate} brings the
 * database up to date instead, with {@code seed} puts samples into an empty one, and ends.
 */
@SecurityScheme(
    name = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description = "A token of POST /api/v1/login, or of the OpenID Connect issuer.")
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
    try {
      switch (args.length == 0 ? "" : args[0]) {
        case "" -> serve(Configuration.of(System.getenv()));
        case "migrate" -> System.exit(Migrate.run(Settings.read(System.getenv()).environment()));
        case "seed" -> System.exit(Seed.run(Settings.read(System.getenv()).environment()));
        default -> {
          LOG.error(
              "unknown argument {}: write migrate, seed, or nothing to start the server", args[0]);
          System.exit(2);
        }
      }
    } catch (IllegalArgumentException unreadable) {
      LOG.error("could not start: {}", unreadable.getMessage());
      System.exit(1);
    }
  }

  private static void serve(Map<String, Object> configuration) {
    long started = System.nanoTime();
    try {
      ApplicationContext context =
          ApplicationContext.builder()
              .mainClass(Main.class)
              .deduceEnvironment(false)
              .banner(false)
              .properties(configuration)
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
      invalidSetting(e)
          .ifPresentOrElse(
              invalid -> LOG.error("could not start: {}", invalid.getMessage()),
              () -> LOG.error("could not start", e));
      System.exit(1);
    }
  }

  // Micronaut wraps it once for each bean on the way.
  private static Optional<Throwable> invalidSetting(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .limit(20)
        .filter(InvalidSetting.class::isInstance)
        .findFirst();
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
