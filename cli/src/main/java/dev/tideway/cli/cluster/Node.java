package dev.tideway.cli.cluster;

import dev.tideway.cli.console.Failure;
import dev.tideway.cli.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The node: network, PID and mount namespaces of its own, so that nothing of it touches the
 * machine's firewall, interfaces or mounts, and all of it ends when its first process does.
 */
final class Node {
  static final String HOLDER = "node";
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  /** Sockets and network namespaces of a runtime of the machine's own are in another /run. */
  private static final String PREPARE =
      """
      set -e
      mount -t tmpfs tmpfs /run
      resolv=$(readlink -f /etc/resolv.conf)
      mkdir -p "$(dirname "$resolv")"
      [ -e "$resolv" ] || touch "$resolv"
      mount --bind "$1" "$resolv"
      ip link set lo up
      ip addr add "$2/30" dev node
      ip link set node up
      ip route add default via "$3"
      echo 1 > /proc/sys/net/ipv4/ip_forward
      """;

  private final Layout layout;
  private final Binaries binaries;
  private final Processes processes;

  Node(Layout layout, Binaries binaries, Processes processes) {
    this.layout = layout;
    this.binaries = binaries;
    this.processes = processes;
  }

  /** Makes the namespaces and the wire to them, unless they are there. */
  void start() throws IOException, InterruptedException {
    if (holder().isPresent() && isPrepared()) {
      return;
    }
    // What a node that was killed left behind: its wire may outlive it for a moment, and its
    // cgroups would be taken for running containers.
    stop();
    processes.start(
        Component.onHost(
            HOLDER,
            List.of(
                "unshare",
                "--net",
                "--pid",
                "--mount",
                "--fork",
                "--kill-child",
                "--mount-proc",
                binaries.single(Tool.PAUSE))),
        Optional.empty());
    Waiting.until("the node's namespaces", () -> holder().isPresent(), processes, HOLDER);
    prepare();
  }

  private void prepare() throws IOException, InterruptedException {
    wire();
    layout.write("resolv.conf", "nameserver " + layout.hostAddress() + "\n");
    Path resolv = layout.config().resolve("resolv.conf");
    inside(
        "sh", "-c", PREPARE, "sh", resolv.toString(), layout.nodeAddress(), layout.hostAddress());
    for (Path cgroup : cgroups()) {
      Files.createDirectories(cgroup);
      favour(cgroup);
    }
    // The last act: a node that was interrupted before it is made anew the next time.
    Files.writeString(prepared(), String.valueOf(holder().orElseThrow().pid()));
  }

  private boolean isPrepared() throws IOException {
    String pid = holder().map(p -> String.valueOf(p.pid())).orElse("none");
    return Files.exists(prepared()) && Files.readString(prepared()).equals(pid);
  }

  private Path prepared() {
    return layout.folder().resolve("node-prepared");
  }

  // By default all pods together weigh as much as a single thread of any program outside: beside a
  // build they would starve, and fail their health checks.
  private static void favour(Path cgroup) throws IOException {
    for (String weight : List.of("cpu.shares 16384", "cpu.weight 1600")) {
      String[] words = weight.split(" ", 2);
      Path file = cgroup.resolve(words[0]);
      if (Files.exists(file)) {
        Files.writeString(file, words[1]);
      }
    }
  }

  /** What to put before a command to run it inside. */
  List<String> enter() {
    long pid = holder().orElseThrow(Node::notRunning).pid();
    return List.of("nsenter", "--target", String.valueOf(pid), "--net", "--pid", "--mount", "--");
  }

  private static Failure notRunning() {
    return new Failure("no real node runs here", "start it: ./tideway up, as root");
  }

  /** Runs a command inside, which has to succeed. */
  String inside(String... command) throws IOException, InterruptedException {
    return Shell.require(Stream.concat(enter().stream(), Stream.of(command)).toList());
  }

  /** Ends everything inside, at once. */
  void stop() throws IOException, InterruptedException {
    processes.kill(HOLDER);
    Path alias = Path.of("/sys/class/net", layout.hostInterface(), "ifalias");
    if (Files.exists(alias)) {
      if (!Files.readString(alias).strip().equals(owner())) {
        throw new Failure(
            layout.hostInterface() + " is a cluster's that is kept in another state folder",
            "end that one first, with the XDG_STATE_HOME that it was started with");
      }
      Shell.run(List.of("ip", "link", "delete", layout.hostInterface()));
    }
    for (Path cgroup : cgroups()) {
      removeCgroup(cgroup);
    }
  }

  /** What the wire is marked with: two state folders may have a cluster in the same slot. */
  private String owner() {
    String folder = layout.folder().toString();
    // The kernel takes 255 characters.
    return folder.substring(Math.max(0, folder.length() - 200));
  }

  private Optional<ProcessHandle> holder() {
    return processes
        .find(HOLDER)
        .flatMap(unshare -> unshare.children().findFirst())
        .filter(Node::hasItsOwnNetwork);
  }

  // The child exists a moment before it is in its namespaces' first process.
  private static boolean hasItsOwnNetwork(ProcessHandle process) {
    try {
      Path own = Path.of("/proc/self/ns/net");
      Path its = Path.of("/proc/" + process.pid() + "/ns/net");
      String program =
          Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/exe")).toString();
      return !Files.readSymbolicLink(own).equals(Files.readSymbolicLink(its))
          && program.endsWith("/pause");
    } catch (IOException gone) {
      return false;
    }
  }

  private void wire() throws IOException, InterruptedException {
    String pid = String.valueOf(holder().orElseThrow().pid());
    String wire = layout.hostInterface();
    Shell.require(
        List.of("ip", "link", "add", wire, "type", "veth", "peer", "name", "node", "netns", pid));
    Shell.require(List.of("ip", "link", "set", wire, "alias", owner()));
    Shell.require(List.of("ip", "addr", "add", layout.hostAddress() + "/30", "dev", wire));
    Shell.require(List.of("ip", "link", "set", wire, "up"));
    for (String range : List.of(layout.podRange(), layout.serviceRange())) {
      Shell.require(List.of("ip", "route", "add", range, "via", layout.nodeAddress()));
    }
  }

  /** One in version 2, one a controller in version 1. */
  private List<Path> cgroups() throws IOException {
    if (Files.exists(CGROUPS.resolve("cgroup.controllers"))) {
      return List.of(CGROUPS.resolve(layout.cgroup()));
    }
    try (Stream<Path> controllers = Files.list(CGROUPS)) {
      return controllers
          .filter(c -> Files.isDirectory(c) && !Files.isSymbolicLink(c))
          .filter(c -> Files.exists(c.resolve("cgroup.procs")))
          .map(c -> c.resolve(layout.cgroup()))
          .toList();
    }
  }

  private static void removeCgroup(Path cgroup) throws IOException, InterruptedException {
    if (!Files.isDirectory(cgroup)) {
      return;
    }
    try (Stream<Path> all = Files.walk(cgroup)) {
      for (Path folder :
          all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
        // Processes that were just killed leave it a moment later.
        for (int i = 0; i < 50 && !folder.toFile().delete(); i++) {
          Thread.sleep(20);
        }
      }
    }
  }
}
