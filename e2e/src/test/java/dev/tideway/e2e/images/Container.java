package dev.tideway.e2e.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A container that runs in the background. */
record Container(Engine engine, String id) {

  /** As an orchestrator that trusts nothing would start it. */
  static Container run(Engine engine, String image, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("run", "--detach", "--read-only"));
    command.addAll(List.of("--cap-drop=ALL", "--security-opt=no-new-privileges"));
    command.addAll(List.of("--network=" + Engine.NETWORK, "--publish=127.0.0.1::8080"));
    command.addAll(List.of(options));
    command.add(image);
    return new Container(engine, engine.docker(command).text());
  }

  Site site() throws IOException, InterruptedException {
    String address = engine.docker("port", id, "8080").text();
    return Site.at(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
  }

  String logs() throws IOException, InterruptedException {
    return engine.docker("logs", id).output();
  }

  /** One value of what {@code docker inspect} knows. */
  String inspect(String template) throws IOException, InterruptedException {
    return engine.docker("inspect", "--format={{" + template + "}}", id).text();
  }

  void awaitHealthy(int seconds) throws IOException, InterruptedException {
    await(".State.Health.Status", "healthy", seconds);
  }

  void awaitEnd(int seconds) throws IOException, InterruptedException {
    await(".State.Running", "false", seconds);
  }

  private void await(String template, String value, int seconds)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!inspect(template).equals(value)) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(seconds)) {
        throw new AssertionError(inspect("json .State") + "\n" + logs());
      }
      Thread.sleep(200);
    }
  }

  /** Its processes of that name, as this machine numbers them. */
  List<ProcessHandle> processes(String name) throws IOException, InterruptedException {
    return engine
        .docker("top", id, "-eo", "pid,comm")
        .text()
        .lines()
        .map(line -> line.strip().split(" +"))
        .filter(words -> words[1].equals(name))
        .flatMap(words -> ProcessHandle.of(Long.parseLong(words[0])).stream())
        .toList();
  }

  /** The user ids of its processes, without those that are there twice. */
  List<String> users() throws IOException, InterruptedException {
    List<String> users = new ArrayList<>();
    for (String pid : engine.docker("top", id, "-eo", "pid").text().lines().skip(1).toList()) {
      Files.readAllLines(Path.of("/proc", pid.strip(), "status")).stream()
          .filter(line -> line.startsWith("Uid:"))
          .map(line -> line.split("\t")[1])
          .forEach(users::add);
    }
    return users.stream().distinct().toList();
  }

  /** Its exit code after a SIGTERM, which it has to obey in time. */
  int stop(int seconds) throws IOException, InterruptedException {
    long start = System.nanoTime();
    engine.docker("stop", "--time=" + (seconds + 5), id).text();
    if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(seconds)) {
      throw new AssertionError("not stopped within " + seconds + " s:\n" + logs());
    }
    return Integer.parseInt(inspect(".State.ExitCode"));
  }
}
