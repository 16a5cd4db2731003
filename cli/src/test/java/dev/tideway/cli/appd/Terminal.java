package dev.tideway.cli.appd;

import dev.tideway.cli.console.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Runs commands on a fake cluster, at a fixed time of which a second passes at every look. */
final class Terminal {
  static final Instant NOW = Instant.parse("2026-11-25T10:02:00Z");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final FakeTransport cluster;
  private final String program;

  Terminal(FakeTransport cluster) {
    this(cluster, "kubectl appd");
  }

  /**
   * @param program how it is typed
   */
  Terminal(FakeTransport cluster, String program) {
    this.cluster = cluster;
    this.program = program;
  }

  int run(String... command) {
    Appd appd =
        new Appd(
            program,
            options -> cluster,
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            new Style(false, false),
            new Ticking());
    return Main.execute(appd, command);
  }

  String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static final class Ticking extends Clock {
    private long looks;

    @Override
    public Instant instant() {
      return NOW.plus(Duration.ofSeconds(looks++));
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
