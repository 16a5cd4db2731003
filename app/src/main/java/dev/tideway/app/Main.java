package dev.tideway.app;

import dev.tideway.app.lifecycle.Shutdown;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server, and ends with 0 after SIGTERM. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) {
    long started = System.nanoTime();
    try {
      ApplicationContext context =
          ApplicationContext.builder(args)
              .mainClass(Main.class)
              .deduceEnvironment(false)
              .banner(false)
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
      // exit
      // codes are collected. Being asked to stop is no failure.
      Runtime.getRuntime().halt(0);
    }
  }
}
