package dev.tideway.e2e.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.Folders;
import dev.tideway.cli.cluster.Clusters;
import dev.tideway.cli.cluster.LocalCluster;
import dev.tideway.cli.console.Steps;
import dev.tideway.cli.console.Style;
import dev.tideway.cli.tools.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bare cluster, from up to down, and what happens to it in between. */
class LocalClusterIT {
  private static final String NAME = "bare";

  private final Folders folders = Folders.of(System.getenv());
  private LocalCluster cluster = open();

  @BeforeEach
  void takesRoot() {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "real pods take root: run this as root");
    cluster = open();
  }

  @AfterEach
  void down() {
    cluster.down();
  }

  @Test
  void nothingIsLeftAfterwards() throws IOException, InterruptedException {
    Map<String, List<String>> before = traces();
    up();
    Map<String, List<String>> meanwhile = traces();
    assertNotEquals(before.get("interfaces"), meanwhile.get("interfaces"), "nothing was looked at");
    assertEquals(before.get("rules"), meanwhile.get("rules"), "the machine's firewall is its own");
    assertEquals(before.get("mounts"), meanwhile.get("mounts"), "and so are its mounts");
    cluster.down();
    assertEquals(before, traces());
  }

  @Test
  void upTwiceIsHarmless() {
    up();
    Map<String, ProcessHandle> first = processes();
    up();
    assertEquals(first, processes());
  }

  @Test
  void whatWasKilledComesBack() {
    up();
    Map<String, ProcessHandle> first = processes();
    List.of("etcd", "node", "traefik").forEach(name -> kill(cluster.process(name).orElseThrow()));
    up();
    Map<String, ProcessHandle> second = processes();
    assertEquals(first.keySet(), second.keySet());
    assertTrue(second.values().stream().allMatch(ProcessHandle::isAlive));
    assertEquals(first.get("kube-apiserver"), second.get("kube-apiserver"));
  }

  @Test
  void twoClustersShareNothing() {
    up();
    LocalCluster other =
        new LocalCluster(new Clusters(folders).findOrCreate("other"), Tools.standard());
    try {
      other.up(new Steps(System.err, new Style(false, false)));
      assertNotEquals(cluster.gatewayUrl(), other.gatewayUrl());
    } finally {
      other.down();
    }
    assertEquals("ok", cluster.kubectl().run("get", "--raw", "/readyz"));
  }

  private void up() {
    cluster.up(new Steps(System.err, new Style(false, false)));
  }

  private LocalCluster open() {
    return new LocalCluster(new Clusters(folders).findOrCreate(NAME), Tools.standard());
  }

  private Map<String, ProcessHandle> processes() {
    return cluster.components().stream()
        .collect(
            Collectors.toMap(Function.identity(), name -> cluster.process(name).orElseThrow()));
  }

  private static void kill(ProcessHandle process) {
    process.children().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }

  /** All that a cluster could leave on this machine. */
  private Map<String, List<String>> traces() throws IOException, InterruptedException {
    return Map.of(
        "interfaces", output("ip", "-oneline", "link").filter(this::ours).toList(),
        "rules", rules(),
        "mounts", Files.readAllLines(Path.of("/proc/mounts")).stream().filter(this::ours).toList(),
        "routes", output("ip", "route").filter(this::ours).toList(),
        "processes", commands().filter(this::ours).toList(),
        "cgroups",
            output("find", "/sys/fs/cgroup", "-name", "tideway" + cluster.layout().slot()).toList(),
        "files",
            Stream.of(folders.state().resolve(NAME).resolve("run"))
                .filter(Files::exists)
                .map(Path::toString)
                .toList());
  }

  private boolean ours(String text) {
    return text.contains("/tideway/" + NAME + "/")
        || text.matches(".*\\btideway" + cluster.layout().slot() + "\\b.*");
  }

  // Counters of packets change by themselves, and comments tell the time.
  private static List<String> rules() throws IOException, InterruptedException {
    return output("iptables-save").filter(line -> line.startsWith("-A")).toList();
  }

  private static Stream<String> commands() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine())
        .flatMap(Optional::stream);
  }

  private static Stream<String> output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] output = process.getInputStream().readAllBytes();
    process.waitFor();
    return new String(output, StandardCharsets.UTF_8).lines();
  }
}
