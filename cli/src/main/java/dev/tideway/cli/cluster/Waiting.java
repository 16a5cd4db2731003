package dev.tideway.cli.cluster;

import dev.tideway.cli.console.Failure;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for something to be true, as long as the processes that it needs live. */
final class Waiting {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Waiting() {}

  static void until(String what, Callable<Boolean> done, Processes processes, String... needed) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    try {
      while (!done.call()) {
        for (String name : needed) {
          processes.requireAlive(name);
        }
        if (System.nanoTime() > deadline) {
          throw new Failure(
              what + " did not come within " + LIMIT.toSeconds() + " s" + words(processes, needed),
              "look into the logs: ./tideway logs; then run ./tideway up again");
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("stopped while waiting for " + what, "run the same command again");
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String words(Processes processes, String... needed) {
    StringBuilder words = new StringBuilder();
    for (String name : needed) {
      words.append(". The log of ").append(name).append(" ends with:\n");
      words.append(processes.lastWords(name));
    }
    return words.toString();
  }
}
