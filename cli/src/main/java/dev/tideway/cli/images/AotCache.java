package dev.tideway.cli.images;

import dev.tideway.cli.Folders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Trains an AOT cache in the image's own root file system: the same paths, the same Java, the same
 * flags. It takes root, for chroot.
 */
final class AotCache {
  /** The mounts live in a namespace of the process and go away with it, however it ends. */
  private static final String ENTER =
      "mount --rbind /dev \"$0/dev\" && mount -t proc proc \"$0/proc\" && exec chroot \"$0\""
          + " \"$@\"";

  /**
   * Compressed references, as in any container: with a heap of its own share, a large machine would
   * have none.
   */
  private static final String HEAP = "-Xmx256m";

  /** How a JVM ends that was sent a SIGTERM and didn't decide otherwise. */
  private static final int TERMINATED = 128 + 15;

  private static final int LIMIT_SECONDS = 120;

  private final Path cache;
  private final Consumer<String> progress;

  AotCache(Path cache, Consumer<String> progress) {
    this.cache = cache;
    this.progress = progress;
  }

  /** Why there can be no training here, if so. */
  static Optional<String> obstacle() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("training one takes root");
    }
    return Command.exists("unshare") && Command.exists("chroot")
        ? Optional.empty()
        : Optional.of("there is no unshare or chroot on the PATH");
  }

  /** The folder that holds {@code app.aot}, made on the first call. */
  Path folder(ImageSpec spec, String key, Path base, Path java, Path program)
      throws IOException, InterruptedException {
    Path result = cache.resolve("aot-" + spec.name() + "-" + key);
    if (!Files.exists(result)) {
      progress.accept(spec.name() + ": training the AOT cache");
      Tree.make(result, folder -> train(spec, base, java, program, folder));
    }
    return result;
  }

  private void train(ImageSpec spec, Path base, Path java, Path program, Path result)
      throws IOException, InterruptedException {
    Path root = Files.createTempDirectory(cache, ".root-" + spec.name());
    Path log = cache.resolve("training-" + spec.name() + ".log");
    try {
      Tree.copy(base, root);
      Tree.copy(java, root.resolve(JavaRuntime.HOME.substring(1)));
      Path app = root.resolve(AppFiles.FOLDER.substring(1));
      Tree.copy(program, app);
      for (Path library : spec.libraries()) {
        Tree.copyFile(library, app.resolve("lib").resolve(library.getFileName()));
      }
      Files.createDirectories(root.resolve("dev"));
      Files.createDirectories(root.resolve("proc"));
      run(spec, root, log);
      Path made = root.resolve(AppFiles.AOT_CACHE.substring(1));
      if (!Files.exists(made)) {
        throw new TrainingException(
            spec.name() + " left no AOT cache after its training run; its output is in " + log);
      }
      Files.move(made, result.resolve(made.getFileName()));
    } finally {
      Folders.delete(root);
    }
  }

  private static void run(ImageSpec spec, Path root, Path log)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("unshare", "--mount", "/bin/sh", "-c", ENTER, root.toString()));
    command.add(JavaRuntime.HOME + "/bin/java");
    command.add("-XX:AOTCacheOutput=" + AppFiles.AOT_CACHE);
    command.add(HEAP);
    command.add("@" + AppFiles.FOLDER + "/java.args");
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    switch (spec.training()) {
      case Training.UntilExit(List<String> arguments) -> {
        command.addAll(arguments);
        finish(spec, Command.start(command, environment, log), log);
      }
      case Training.UntilServed served -> {
        try (StubCluster cluster = new StubCluster()) {
          int port = freePort();
          ThrowawayKeys keys = ThrowawayKeys.make();
          served
              .environment()
              .forEach(
                  (name, value) ->
                      environment.put(
                          name,
                          value
                              .replace(Training.UntilServed.PORT, Integer.toString(port))
                              .replace(Training.UntilServed.KEYS, keys.pem())
                              .replace(
                                  Training.UntilServed.CLUSTER, Integer.toString(cluster.port()))));
          Process process = Command.start(command, environment, log);
          try {
            new TrainingLoad(port, process, log, keys).run(served);
            process.destroy();
            finish(spec, process, log);
          } finally {
            process.destroyForcibly();
          }
        }
      }
    }
  }

  private static void finish(ImageSpec spec, Process process, Path log)
      throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new TrainingException(
          "%s did not end its training within %d s; its output is in %s"
              .formatted(spec.name(), LIMIT_SECONDS, log));
    }
    if (process.exitValue() != 0 && process.exitValue() != TERMINATED) {
      throw new TrainingException(
          "%s ended its training with %d; its output is in %s"
              .formatted(spec.name(), process.exitValue(), log));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
