package dev.tideway.e2e.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import dev.tideway.e2e.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** k6 with {@code e2e/bench/load.js}. */
record Load(Path k6, String token) {
  private static final Path SCRIPT = Path.of("bench", "load.js").toAbsolutePath();

  /** What is asked for. */
  enum Kind {
    CACHED_READ(true),
    DATABASE_READ(false),
    WRITE(true);

    private final boolean cached;

    Kind(boolean cached) {
      this.cached = cached;
    }

    /** Whether the service has a Redis. */
    boolean cached() {
      return cached;
    }

    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** What came of it; {@code p50} and {@code p99} in milliseconds. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Result(long requests, double seconds, double p50, double p99, long errors) {
    double perSecond() {
      return requests / seconds;
    }
  }

  static Load make(String token) {
    Path k6 = Tools.standard().get(Tool.K6, System.err::println).resolve("k6");
    return new Load(k6, token);
  }

  Result run(Server server, Kind kind, int connections, Duration duration)
      throws IOException, InterruptedException {
    Path result = Files.createTempFile(Path.of("target"), "k6", ".json").toAbsolutePath();
    Command command =
        Command.of(k6.toString(), "run", "--quiet", "--no-usage-report", SCRIPT.toString())
            .with("URL", "http://127.0.0.1:" + server.port())
            .with("TOKEN", token)
            .with("CASE", kind.text())
            .with("ITEMS", Integer.toString(Databases.ITEMS))
            .with("CONNECTIONS", Integer.toString(connections))
            .with("DURATION", duration.toSeconds() + "s")
            .with("RESULT", result.toString())
            // One core: rather a larger heap than its collector at work.
            .with("GOGC", "400")
            .within(duration.plusMinutes(1));
    try {
      command.run().succeeded();
      return new ObjectMapper().readValue(result.toFile(), Result.class);
    } finally {
      Files.delete(result);
    }
  }
}
