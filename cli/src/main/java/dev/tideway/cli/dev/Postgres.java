package dev.tideway.cli.dev;

import dev.tideway.cli.Folders;
import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL on loopback, whose one user has a password that was made here. */
record Postgres(Path programs, Path data, Secrets.Secret password) {
  private static final int FIRST_PORT = 54320;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * Starts it, with an empty database the first time; what it returns is the app's DATABASE_URL.
   */
  String start(Children children, LogStream log) throws IOException, InterruptedException {
    if (!Files.exists(data)) {
      create(children);
    }
    int port = Ports.freeFrom(FIRST_PORT);
    Child child =
        children.start(
            "postgres",
            new ProcessBuilder(
                command(
                    "postgres",
                    "-D",
                    data.toString(),
                    "-c",
                    "port=" + port,
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "log_min_messages=fatal",
                    "-c",
                    "log_min_error_statement=error",
                    "-c",
                    "log_checkpoints=off")),
            // Fast: clients are cut off, nothing is lost.
            "INT",
            line -> log.print("postgres", line));
    if (!Ports.awaitOpen(port, child, LIMIT)) {
      throw new Failure(
          "PostgreSQL did not start:\n" + child.lastWords(),
          "mend what it says, or begin with an empty one: ./tideway dev --fresh");
    }
    return "postgresql://app:" + password.text() + "@127.0.0.1:" + port + "/app";
  }

  private void create(Children children) throws IOException, InterruptedException {
    // A first start that is interrupted leaves no half of a database under the name of a whole.
    Path half = data.resolveSibling(data.getFileName() + ".half");
    Folders.delete(half);
    need(
        children,
        command(
            "initdb",
            "-D",
            half.toString(),
            "-U",
            "app",
            "-A",
            "scram-sha-256",
            "--pwfile=" + password.file(),
            "-E",
            "UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8"));
    List<String> single = command("postgres", "--single", "-D", half.toString(), "postgres");
    List<String> create =
        new ArrayList<>(List.of("sh", "-c", "echo 'CREATE DATABASE app' | \"$@\"", "sh"));
    create.addAll(single);
    need(children, create);
    Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void need(Children children, List<String> command)
      throws IOException, InterruptedException {
    Children.Ended result = children.run("initdb", new ProcessBuilder(command));
    if (!result.ok()) {
      throw new Failure(
          "a database could not be made:\n" + result.output(),
          "mend what it says, or set DATABASE_URL to a PostgreSQL of your own");
    }
  }

  // It refuses to run as root; in a user namespace of its own it is somebody without rights.
  private List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(programs.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }
}
