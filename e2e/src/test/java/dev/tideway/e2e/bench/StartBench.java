package dev.tideway.e2e.bench;

import dev.tideway.cli.images.ThrowawayKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How long the app takes from the start of its process to its first answer, with its AOT cache and
 * without, by turns, on all cores and in 256 MiB. No test: its name keeps it out of the build.
 * {@code mvn -pl e2e -am verify -DskipUnitTests -Dit.test=StartBench
 * -Dfailsafe.failIfNoSpecifiedTests=false}
 */
class StartBench {
  private static final int RUNS = 15;

  @Test
  void withAndWithoutAotCache() throws Exception {
    ImageRoot image = ImageRoot.unpacked();
    Map<String, String> environment = Map.of("APP_JWT_KEYS", ThrowawayKeys.make().pem());
    List<Start> trained = new ArrayList<>();
    List<Start> untrained = new ArrayList<>();
    // Once each for the file cache.
    start(image.command(), environment);
    start(image.untrained(), environment);
    for (int run = 0; run < RUNS; run++) {
      trained.add(start(image.command(), environment));
      untrained.add(start(image.untrained(), environment));
    }
    Start with = median(trained);
    Start without = median(untrained);
    System.err.printf(
        "%n| AOT cache | start to first answer, median of %d | shortest, longest | resident |%n"
            + "|---|---|---|---|%n%s%n%s%n%nratio %.0f %%; image %.1f MB, its AOT cache %.1f MB%n",
        RUNS,
        row("yes", with, trained),
        row("no", without, untrained),
        100.0 * with.millis() / without.millis(),
        Files.size(image.image().tar()) / 1e6,
        Files.size(image.aotCache()) / 1e6);
  }

  private record Start(long millis, long residentMiB) {}

  private static Start start(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    try (Server server = Server.start(command, environment, new Server.Probe("/", ""))) {
      return new Start(server.start().toMillis(), server.residentMiB());
    }
  }

  private static Start median(List<Start> starts) {
    return new Start(
        middle(starts.stream().map(Start::millis).toList()),
        middle(starts.stream().map(Start::residentMiB).toList()));
  }

  private static long middle(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static String row(String trained, Start median, List<Start> all) {
    List<Long> millis = all.stream().map(Start::millis).toList();
    return "| %s | %.2f s | %.2f s, %.2f s | %d MiB |"
        .formatted(
            trained,
            median.millis() / 1000.0,
            Collections.min(millis) / 1000.0,
            Collections.max(millis) / 1000.0,
            median.residentMiB());
  }
}
