package dev.tideway.e2e.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.cli.Folders;
import dev.tideway.cli.images.ThrowawayKeys;
import dev.tideway.e2e.Command;
import dev.tideway.e2e.PythonTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The bundled API beside the same in FastAPI: one core and 256 MiB each, the load and the databases
 * on another core, one after the other. No test: its name keeps it out of the build. {@code mvn -pl
 * e2e -am verify -DskipUnitTests -Dit.test=LoadBench -Dfailsafe.failIfNoSpecifiedTests=false}
 */
class LoadBench {
  private static final int FEW = 1;
  private static final int MANY = 64;
  private static final Duration WARM_UP =
      Duration.ofSeconds(Integer.getInteger("bench.warmup", 40));
  private static final Duration MEASURED =
      Duration.ofSeconds(Integer.getInteger("bench.seconds", 15));

  /** {@code tideway} or {@code fastapi} for one of them alone. */
  private static final String ONLY = System.getProperty("bench.only", "");

  /** A variable for the app alone, such as {@code JAVA_TOOL_OPTIONS=…} for a profile. */
  private static final String MORE = System.getProperty("bench.environment", "");

  private final ThrowawayKeys keys = ThrowawayKeys.make();
  private final String token = keys.token("editor");

  @BeforeAll
  static void pin() throws IOException, InterruptedException {
    Cores.leaveToServer();
  }

  @AfterAll
  static void unpin() throws IOException, InterruptedException {
    Cores.takeBoth();
  }

  @Test
  void besideFastApi() throws Exception {
    ImageRoot image = ImageRoot.unpacked();
    Load load = Load.make(token);
    LoadTable table = new LoadTable();
    try (Databases databases = new Databases()) {
      migrate(image, databases);
      for (Contender contender : List.of(fastApi(), tideway(image))) {
        if (contender.name().contains(ONLY)) {
          databases.fill();
          measure(contender, databases, load, table);
        }
      }
    }
    System.err.println(table.markdown());
    assertEquals(0, table.errors());
  }

  private void measure(Contender contender, Databases databases, Load load, LoadTable table)
      throws Exception {
    for (boolean cached : List.of(true, false)) {
      try (Server server = contender.start(databases, cached, keys, token)) {
        table.started(contender.name(), server.start(), server.residentMiB());
        for (Load.Kind kind : Load.Kind.values()) {
          if (kind.cached() == cached) {
            measure(contender.name(), server, kind, load, table);
          }
        }
        table.peak(contender.name(), server.peakMiB());
      }
    }
  }

  private static void measure(
      String name, Server server, Load.Kind kind, Load load, LoadTable table) throws Exception {
    load.run(server, kind, MANY, WARM_UP);
    for (int connections : List.of(FEW, MANY)) {
      double before = server.cpuSeconds();
      Load.Result result = load.run(server, kind, connections, MEASURED);
      table.add(new LoadTable.Row(name, kind, connections, result, server.cpuSeconds() - before));
    }
  }

  private static void migrate(ImageRoot image, Databases databases)
      throws IOException, InterruptedException {
    List<String> command = image.command("migrate");
    Command.of(command.toArray(String[]::new))
        .with("DATABASE_URL", databases.databaseUrl())
        .run()
        .succeeded();
  }

  private static Contender tideway(ImageRoot image) throws IOException {
    Map<String, String> own = new TreeMap<>(Map.of("LIMIT_WRITES", "off"));
    if (!MORE.isEmpty()) {
      String[] pair = MORE.split("=", 2);
      own.put(pair[0], pair[1]);
    }
    return new Contender("tideway", image.command(), own);
  }

  private static Contender fastApi() throws Exception {
    Path folder = Folders.repository().resolve("e2e/bench/fastapi");
    Path requirements = folder.resolve("requirements.txt");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(requirements));
    String name = "fastapi-" + HexFormat.of().formatHex(digest, 0, 4);
    Path programs = PythonTools.installed(name, "-r", requirements.toString());
    List<String> command = new ArrayList<>();
    // A shell, because only it knows the port; uvicorn logs each request, as the app does.
    command.addAll(List.of("sh", "-c", "exec \"$0\" \"$@\" --port \"$PORT\""));
    command.add(programs.resolve("uvicorn").toString());
    command.addAll(List.of("service:app", "--app-dir", folder.toString(), "--host", "127.0.0.1"));
    command.addAll(List.of("--workers", "1", "--loop", "uvloop", "--http", "httptools"));
    return new Contender("fastapi", command, Map.of());
  }
}
