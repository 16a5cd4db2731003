package dev.tideway.app.lifecycle;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.graceful.GracefulShutdownConfiguration;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole stop, in order: drain, close the port, let the running requests finish, close the rest.
 *
 * <p>Micronaut's own graceful stop begins with closing the port and every idle connection. A proxy
 * that has just picked one of those connections for a request sees it fail, hence the drain before.
 */
@Singleton
public final class Shutdown {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private final ApplicationContext context;
  private final Drain drain;
  private final GracefulShutdownManager graceful;
  private final Duration grace;

  Shutdown(
      ApplicationContext context,
      Drain drain,
      GracefulShutdownManager graceful,
      GracefulShutdownConfiguration configuration) {
    this.context = context;
    this.drain = drain;
    this.graceful = graceful;
    this.grace = configuration.getGracePeriod();
  }

  /** Blocks until everything has stopped. */
  public void run() {
    LOG.info("stopping");
    try {
      drain.run();
      graceful
          .shutdownGracefully()
          .toCompletableFuture()
          .get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("requests were still running after {} and are cut off", grace);
    } catch (ExecutionException e) {
      LOG.warn("the server did not stop cleanly", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    context.close();
    LOG.info("stopped");
  }
}
