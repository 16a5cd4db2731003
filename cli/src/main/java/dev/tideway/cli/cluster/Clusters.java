package dev.tideway.cli.cluster;

import dev.tideway.cli.Folders;
import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/** The clusters of this user: each has a folder, in which a file remembers its slot and ports. */
public final class Clusters {
  private static final String FILE = "cluster.properties";
  private static final int FIRST_GATEWAY_PORT = 8080;
  private static final int FIRST_TLS_PORT = 8443;
  private static final int API_PORT = 6443;
  private static final int SLOTS = 64;

  private final Path state;

  public Clusters(Folders folders) {
    this.state = folders.state();
  }

  /** A cluster that was made before. */
  public Optional<Layout> find(String name) {
    Path file = folder(name).resolve(FILE);
    return Files.exists(file) ? Optional.of(read(name, file)) : Optional.empty();
  }

  /** Held by whoever starts or removes a cluster. */
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /** Keeps every other {@code up} and {@code down} of a cluster away, until it is closed. */
  public Hold hold(String name) {
    Path file = folder(name).resolveSibling("." + name + ".lock");
    try {
      Files.createDirectories(state);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw new Failure(
            "another command is starting or removing the cluster " + name,
            "wait for its end, and try again");
      }
      return () -> {
        try {
          channel.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of all clusters, running or not. */
  public List<String> names() {
    if (!Files.isDirectory(state)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(state)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(FILE)))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A cluster of that name: the one that is there, or a new slot with free ports. */
  public Layout findOrCreate(String name) {
    try {
      Files.createDirectories(state);
      try (FileChannel channel =
              FileChannel.open(
                  state.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        Optional<Layout> known = find(name);
        return known.isPresent() ? known.get() : create(name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Layout create(String name) throws IOException {
    Set<Integer> slots = new HashSet<>();
    Set<Integer> ports = new HashSet<>();
    for (String other : names()) {
      find(other).ifPresent(c -> slots.add(c.slot()));
      find(other).ifPresent(c -> ports.addAll(List.of(c.gatewayPort(), c.tlsPort())));
    }
    int slot =
        Stream.iterate(0, i -> i + 1)
            .limit(SLOTS)
            .filter(i -> !slots.contains(i) && !isTaken(i))
            .findFirst()
            .orElseThrow(
                () -> new Failure("there are " + SLOTS + " clusters", "./tideway down some"));
    boolean real = "root".equals(System.getProperty("user.name"));
    Layout layout =
        new Layout(
            name,
            folder(name),
            slot,
            real,
            // Behind an address of its own, the port can be the usual one.
            real ? API_PORT : freePort(),
            freePort(),
            freeFrom(FIRST_GATEWAY_PORT, ports),
            freeFrom(FIRST_TLS_PORT, ports));
    Files.createDirectories(layout.folder());
    // Keys, Secrets and the data of apps are nobody else's.
    Files.setPosixFilePermissions(layout.folder(), PosixFilePermissions.fromString("rwx--x--x"));
    Properties file = new Properties();
    file.setProperty("slot", String.valueOf(slot));
    file.setProperty("real", String.valueOf(real));
    file.setProperty("apiPort", String.valueOf(layout.apiPort()));
    file.setProperty("etcdPort", String.valueOf(layout.etcdPort()));
    file.setProperty("gatewayPort", String.valueOf(layout.gatewayPort()));
    file.setProperty("tlsPort", String.valueOf(layout.tlsPort()));
    try (var out = Files.newBufferedWriter(layout.folder().resolve(FILE))) {
      file.store(out, null);
    }
    return layout;
  }

  private Layout read(String name, Path path) {
    Properties file = new Properties();
    try (var in = Files.newBufferedReader(path)) {
      file.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Layout(
        name,
        folder(name),
        number(file, "slot"),
        Boolean.parseBoolean(file.getProperty("real")),
        number(file, "apiPort"),
        number(file, "etcdPort"),
        number(file, "gatewayPort"),
        number(file, "tlsPort"));
  }

  private static int number(Properties file, String key) {
    return Integer.parseInt(file.getProperty(key, "0"));
  }

  // The folder of a cluster is removed as a whole, so no name may lead out of ours.
  private Path folder(String name) {
    if (!name.matches("[a-z][a-z0-9-]{0,19}")) {
      throw new Failure(
          "a cluster can't be called " + name,
          "use at most 20 lower-case letters, digits and hyphens, a letter first");
    }
    return state.resolve(name);
  }

  // By a cluster that is kept in another state folder.
  private static boolean isTaken(int slot) {
    return Files.exists(Path.of("/sys/class/net/tideway" + slot));
  }

  private static int freeFrom(int first, Set<Integer> taken) {
    int port = first;
    while (taken.contains(port) || !isFree(port)) {
      port++;
    }
    return port;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
