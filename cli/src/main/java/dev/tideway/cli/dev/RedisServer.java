package dev.tideway.cli.dev;

import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A Redis on loopback, with a password that was made here. */
record RedisServer(Path program, Path data, Secrets.Secret password) {
  private static final int FIRST_PORT = 63790;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Starts it; what it returns is the app's REDIS_URL. */
  String start(Children children, LogStream log) throws IOException, InterruptedException {
    int port = Ports.freeFrom(FIRST_PORT);
    Files.createDirectories(data);
    // A file and no arguments: those could be read by everybody on this machine.
    Path file = data.resolve("redis.conf");
    Files.writeString(
        file,
        String.join(
            "\n",
            List.of(
                "bind 127.0.0.1",
                "port " + port,
                "requirepass " + password.text(),
                "dir \"" + data + "\"",
                "save 60 1",
                "loglevel warning",
                "")));
    AtomicBoolean up = new AtomicBoolean();
    Child child =
        children.start(
            "redis",
            new ProcessBuilder(program.toString(), file.toString()),
            "TERM",
            // How it starts is only of interest when it doesn't.
            line -> {
              if (up.get()) {
                log.print("redis", line);
              }
            });
    if (!Ports.awaitOpen(port, child, LIMIT)) {
      throw new Failure(
          "Redis did not start:\n" + child.lastWords(),
          "mend what it says, or begin with an empty one: ./tideway dev --fresh");
    }
    up.set(true);
    return "redis://:" + password.text() + "@127.0.0.1:" + port;
  }
}
