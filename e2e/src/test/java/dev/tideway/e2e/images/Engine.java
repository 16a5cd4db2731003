package dev.tideway.e2e.images;

import dev.tideway.cli.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Docker engine that belongs to one test: all that it has is in one folder, and it leaves the
 * machine's firewall, its bridges and its other containerd alone.
 */
record Engine(Path folder, Process containerd, Process docker) implements AutoCloseable {
  static final String NETWORK = "tideway-images";
  private static final String CLIENT = "/usr/bin/docker";
  private static final List<String> NEEDED =
      List.of(CLIENT, "/usr/sbin/dockerd", "/usr/bin/docker-compose", "/usr/bin/containerd");
  private static final int START_SECONDS = 30;
  private static final int STOP_SECONDS = 30;

  /** Why there can be none here, if so. */
  static Optional<String> obstacle() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("a Docker engine takes root");
    }
    return NEEDED.stream()
        .filter(program -> !Files.isExecutable(Path.of(program)))
        .findFirst()
        .map(program -> "there is no " + program + ": apt-get install docker.io docker-compose");
  }

  /** Empty where it doesn't start; its log is then in {@code target}. */
  static Optional<Engine> start() throws IOException, InterruptedException {
    // Not below target: the path of a socket has at most 107 bytes.
    Path folder = Files.createTempDirectory("tideway-docker");
    Path config = folder.resolve("containerd.toml");
    Files.writeString(
        config,
        """
        version = 2
        root = "%1$s/containerd"
        state = "%1$s/containerd-run"
        disabled_plugins = ["io.containerd.grpc.v1.cri"]
        [grpc]
          address = "%1$s/containerd.sock"
        """
            .formatted(folder));
    Process containerd = launch("containerd", List.of("containerd", "-c", config.toString()));
    Process docker =
        launch(
            "dockerd",
            List.of(
                "dockerd",
                "--containerd=" + folder.resolve("containerd.sock"),
                "--data-root=" + folder.resolve("data"),
                "--exec-root=" + folder.resolve("exec"),
                "--pidfile=" + folder.resolve("docker.pid"),
                "--host=unix://" + folder.resolve("docker.sock"),
                "--bridge=none",
                "--iptables=false",
                "--ip6tables=false",
                "--ip-forward=false",
                "--ip-masq=false"));
    Engine engine = new Engine(folder, containerd, docker);
    if (!engine.answers()) {
      engine.close();
      return Optional.empty();
    }
    engine.docker("network", "create", NETWORK).text();
    return Optional.of(engine);
  }

  private static Process launch(String name, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
    return builder
        .redirectOutput(Path.of("target").resolve("images-" + name + ".log").toFile())
        .start();
  }

  private boolean answers() throws IOException, InterruptedException {
    for (long start = System.nanoTime(); ; Thread.sleep(100)) {
      if (Files.exists(folder.resolve("docker.sock")) && docker("version").ok()) {
        return true;
      }
      boolean late = System.nanoTime() - start > TimeUnit.SECONDS.toNanos(START_SECONDS);
      if (late || !docker.isAlive() || !containerd.isAlive()) {
        return false;
      }
    }
  }

  Map<String, String> environment() {
    return Map.of(
        "DOCKER_HOST",
        "unix://" + folder.resolve("docker.sock"),
        "DOCKER_CONFIG",
        folder.resolve("client").toString(),
        "DOCKER_BUILDKIT",
        "1",
        "COMPOSE_DOCKER_CLI_BUILD",
        "1",
        "PATH",
        "/usr/sbin:/usr/bin:/sbin:/bin");
  }

  Ran docker(String... arguments) throws IOException, InterruptedException {
    return docker(List.of(arguments));
  }

  Ran docker(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of(CLIENT), arguments.stream()).toList();
    return Ran.run(600, environment(), command);
  }

  /** Builds with the machine's network: a bridge without a firewall leads nowhere. */
  void build(Path context, Path dockerfile, String tag, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("build", "--network=host", "--progress=plain", "-t", tag));
    command.addAll(List.of("-f", dockerfile.toString()));
    command.addAll(List.of(more));
    command.add(context.toString());
    docker(command).text();
  }

  @Override
  public void close() throws IOException {
    try {
      if (docker.isAlive()) {
        // What runs is ended by the engine; a bridge would outlive it.
        List<String> left = docker("ps", "-aq").text().lines().toList();
        if (!left.isEmpty()) {
          docker(Stream.concat(Stream.of("rm", "-f", "-v"), left.stream()).toList());
        }
        docker("network", "prune", "-f");
      }
      end(docker);
      end(containerd);
      unmount();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      docker.destroyForcibly();
      containerd.destroyForcibly();
    }
    Folders.delete(folder);
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** The innermost first; the folder is deleted next, and nothing behind a mount with it. */
  private void unmount() throws IOException, InterruptedException {
    List<String> mounts =
        Files.readAllLines(Path.of("/proc/mounts")).stream()
            .map(line -> line.split(" ")[1])
            .filter(mount -> mount.startsWith(folder + "/"))
            .toList()
            .reversed();
    for (String mount : mounts) {
      Ran.run(10, Map.of(), List.of("umount", mount)).text();
    }
  }
}
