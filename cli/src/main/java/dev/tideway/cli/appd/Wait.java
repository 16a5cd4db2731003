package dev.tideway.cli.appd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideway.cli.appd.kubectl.Query;
import dev.tideway.cli.appd.kubectl.Refusal;
import dev.tideway.cli.appd.kubectl.Transport;
import dev.tideway.cli.appd.kubectl.Watch;
import dev.tideway.cli.appd.kubectl.Watch.News;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Waits until an object is as it should be. */
final class Wait {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private Wait() {}

  /** How waiting ended. */
  sealed interface End {
    record Met(JsonNode object) implements End {}

    /** The time is over. */
    record TimedOut(Optional<JsonNode> last) implements End {}

    record Gone() implements End {}
  }

  /**
   * Reads an object whenever it changes. A watch that breaks off is begun again: a pipeline must
   * not fail because an apiserver was restarted.
   */
  static End until(
      Transport transport, Query query, Instant end, Clock clock, Predicate<JsonNode> met) {
    Optional<JsonNode> last = Optional.empty();
    while (clock.instant().isBefore(end)) {
      try (Watch watch = transport.watch(List.of(query))) {
        boolean ended = false;
        while (!ended && clock.instant().isBefore(end)) {
          switch (watch.next(Duration.between(clock.instant(), end))) {
            case News.Changed(JsonNode object) -> {
              if (met.test(object)) {
                return new End.Met(object);
              }
              last = Optional.of(object);
            }
            case News.Deleted _ -> {
              return new End.Gone();
            }
            case News.Quiet _ -> {}
            case News.Ended(String why) -> {
              ended = true;
              giveUp(last, why);
            }
          }
        }
        if (ended) {
          Thread.sleep(PATIENCE);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new End.TimedOut(last);
      }
    }
    return new End.TimedOut(last);
  }

  // What fails before it has shown anything is a mistake, not a disturbance.
  private static void giveUp(Optional<JsonNode> last, String why) {
    if (last.isEmpty() && !why.isEmpty()) {
      throw new Refusal(why);
    }
    if (new Refusal(why).isNotFound()) {
      throw new Refusal(why);
    }
  }
}
