package dev.tideway.e2e.images;

import dev.tideway.cli.images.ThrowawayKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** compose.yaml with a filled-in copy of compose.env.example, by Debian's docker-compose 1.29. */
record Compose(Engine engine, Path repository, Path file, Path env, int port) {
  static final String PASSWORD = "a password of four words";

  static Compose filledIn(Engine engine, Path repository) throws IOException, InterruptedException {
    Path key = engine.folder().resolve("jwt.pem");
    Files.writeString(key, ThrowawayKeys.make().pem());
    Ran.run(5, engine.environment(), List.of("chown", "65532", key.toString())).text();
    Ran.run(5, engine.environment(), List.of("chmod", "400", key.toString())).text();
    int port = freePort();
    List<String> filled = new ArrayList<>();
    for (String line : Files.readAllLines(repository.resolve("compose.env.example"))) {
      filled.add(
          switch (line) {
            case "POSTGRES_PASSWORD=", "REDIS_PASSWORD=" -> line + "0123456789abcdef";
            case "APP_ADMIN_PASSWORD=" -> line + PASSWORD;
            case "APP_JWT_KEYS_FILE=./jwt.pem" -> "APP_JWT_KEYS_FILE=" + key;
            case "#PORT=8080" -> "PORT=" + port;
            default -> line;
          });
    }
    Path env = engine.folder().resolve("compose.env");
    Files.write(env, filled);
    Path file = engine.folder().resolve("compose.yaml");
    // The one line that 1.29 doesn't know; its value is an option then.
    Files.write(
        file,
        Files.readAllLines(repository.resolve("compose.yaml")).stream()
            .filter(line -> !line.startsWith("name: "))
            .toList());
    return new Compose(engine, repository, file, env, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Site site() {
    return Site.at(port);
  }

  Ran run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    "docker-compose",
                    "--project-directory=" + repository,
                    "--project-name=tideway-app",
                    "--env-file=" + env,
                    "--file=" + file),
                Stream.of(arguments))
            .toList();
    return Ran.run(180, engine.environment(), command);
  }

  /** For whoever reads that a test failed. */
  String state() throws IOException, InterruptedException {
    return engine.docker("ps", "--all").output() + run("logs", "--no-color").output();
  }

  /** A service's container. */
  Container container(String service) throws IOException, InterruptedException {
    return new Container(engine, run("ps", "-q", service).text());
  }
}
