package dev.tideway.cli.cluster;

import dev.tideway.cli.Folders;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps;
import dev.tideway.cli.images.BuiltImage;
import dev.tideway.cli.images.PauseImage;
import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Kubernetes on this machine. Every step looks at what is there first, so that it can be repeated
 * after whatever ended the last one.
 */
public final class LocalCluster {
  private static final List<String> ROUTE_KINDS =
      List.of("gatewayclasses", "gateways", "httproutes");

  private static final String KUBELET_HEALTH = "/api/v1/nodes/" + Layout.NODE + "/proxy/healthz";

  private final Layout layout;
  private final Tools tools;
  private final Binaries binaries;
  private final Processes processes;
  private final Node node;
  private volatile boolean goingDown;

  public LocalCluster(Layout layout, Tools tools) {
    this.layout = layout;
    this.tools = tools;
    this.binaries = new Binaries(tools);
    this.processes = new Processes(layout);
    this.node = new Node(layout, binaries, processes);
  }

  public Layout layout() {
    return layout;
  }

  public Kubectl kubectl() {
    return new Kubectl(
        binaries.path(Tool.KUBERNETES, "kubectl"),
        List.of("--kubeconfig", layout.kubeconfig().toString()));
  }

  /** Where apps answer. */
  public String gatewayUrl() {
    return "http://127.0.0.1:" + layout.gatewayPort();
  }

  /** Makes a Secret with a certificate for a host, unless it is there. */
  public void makeTlsSecret(String namespace, String name, String host) {
    try {
      if (kubectl().ask("get", "secret", name, "-n", namespace, "-o", "name").isEmpty()) {
        new Credentials(layout).makeSite(host);
        String cert = "--cert=" + layout.keys().resolve("site.crt");
        String key = "--key=" + layout.keys().resolve("site.key");
        kubectl().run("create", "secret", "tls", name, "-n", namespace, cert, key);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while making Secret " + name, e);
    }
  }

  /** Makes the cluster, or what is missing of it. */
  public void up(Steps steps) {
    steps.run("programs", this::programs);
    if (layout.real()) {
      steps.run("packages", Packages::install);
      steps.run("namespaces", progress -> namespaces());
    }
    steps.run("control plane", this::controlPlane);
    if (layout.real()) {
      steps.run("node", this::nodeReady);
    } else {
      steps.run("simulated node", this::simulatedNode);
    }
    steps.run("add-ons", this::addons);
  }

  private String programs(Steps.Progress progress) throws IOException {
    StringBuilder versions = new StringBuilder();
    for (Tool tool : layout.real() ? Binaries.REAL : Binaries.SIMULATED) {
      tools.get(tool, progress);
      if (tool != Tool.PAUSE) {
        versions.append(versions.isEmpty() ? "" : ", ").append(tool.title()).append(' ');
        versions.append(tools.version(tool).substring(1));
      }
    }
    return versions.toString();
  }

  private String namespaces() throws IOException, InterruptedException {
    node.start();
    return "%s ↔ %s, pods %s"
        .formatted(layout.hostAddress(), layout.nodeAddress(), layout.podRange());
  }

  private String controlPlane(Steps.Progress progress) throws IOException {
    ControlPlane plane = new ControlPlane(layout, binaries);
    new Credentials(layout).make();
    plane.writeConfig();
    start(plane.etcd());
    start(plane.apiServer());
    progress.at("waiting for the apiserver");
    Waiting.until(
        "the apiserver",
        () -> kubectl().succeeds("get", "--raw", "/readyz"),
        processes,
        "etcd",
        ControlPlane.API_SERVER);
    start(plane.controllerManager());
    start(plane.scheduler());
    return layout.apiServer();
  }

  private String nodeReady(Steps.Progress progress) throws IOException, InterruptedException {
    BuiltImage pause = PauseImage.build(binaries.path(Tool.PAUSE, "pause"));
    NodeComponents components = new NodeComponents(layout, binaries);
    components.writeConfig(pause.reference(), processes);
    start(new Addons(layout, binaries).egress());
    start(components.containerd());
    progress.at("waiting for containerd");
    Waiting.until(
        "containerd", () -> Shell.run(ctr("version")).ok(), processes, NodeComponents.CONTAINERD);
    importImage(pause);
    start(components.kubelet());
    start(components.proxy());
    progress.at("waiting for the node");
    // The node's own words first: what the apiserver knows may be from before a restart.
    Waiting.until(
        "the node",
        () -> kubectl().succeeds("get", "--raw", KUBELET_HEALTH) && isNodeReady(),
        processes,
        "kubelet",
        "kube-proxy");
    return "ready, containerd and kubelet in namespaces of their own";
  }

  private boolean isNodeReady() throws IOException, InterruptedException {
    String condition = "jsonpath={.status.conditions[?(@.type==\"Ready\")].status}";
    return kubectl().ask("get", "node", Layout.NODE, "-o", condition).equals("True");
  }

  private String simulatedNode(Steps.Progress progress) throws IOException, InterruptedException {
    kubectl().apply(new Manifests(layout).simulated());
    start(new Addons(layout, binaries).simulator(new Published(tools).stages()));
    Waiting.until("the node", this::isNodeReady, processes, "kwok");
    return "pods are simulated: real ones take root";
  }

  private String addons(Steps.Progress progress) throws IOException, InterruptedException {
    Addons addons = new Addons(layout, binaries);
    Manifests manifests = new Manifests(layout);
    addons.writeConfig();
    if (layout.real()) {
      kubectl().apply(manifests.real());
      start(addons.dns());
      start(addons.metrics());
    }
    progress.at("Gateway API");
    kubectl().apply(new Published(tools).routeKinds(layout.config()));
    for (String kind : ROUTE_KINDS) {
      String crd = "crd/" + kind + ".gateway.networking.k8s.io";
      kubectl().run("wait", "--for=condition=Established", "--timeout=30s", crd);
    }
    kubectl().apply(manifests.gateway());
    start(addons.gateway());
    Waiting.until("the Gateway", this::isGatewayReady, processes, "traefik");
    return (layout.real() ? "CoreDNS, metrics-server, " : "") + "Traefik at " + gatewayUrl();
  }

  private boolean isGatewayReady() throws IOException, InterruptedException {
    String condition = "jsonpath={.status.conditions[?(@.type==\"Programmed\")].status}";
    return kubectl()
        .ask("get", "gateway", "public", "-n", "tideway-gateway", "-o", condition)
        .equals("True");
  }

  /** Gives an image to the node, unless it has it. */
  public void importImage(BuiltImage image) {
    importImages(List.of(image.reference()), image.tar());
  }

  /** Gives the images of a tar to the node, unless it has all that are named. */
  public void importImages(List<String> references, Path tar) {
    if (!inNode("images", "ls", "-q").lines().toList().containsAll(references)) {
      importTar(tar);
    }
  }

  /** Gives the images of a tar to the node; what they are called. */
  public List<String> importTar(Path tar) {
    return inNode("images", "import", tar.toAbsolutePath().toString())
        .lines()
        .filter(line -> line.startsWith("unpacking "))
        .map(line -> line.split(" ", 3)[1])
        .toList();
  }

  /** Ends a container with SIGKILL; {@code id} is as in a pod's status, {@code containerd://…}. */
  public void killContainer(String id) {
    inNode("tasks", "kill", "--signal", "SIGKILL", id.substring(id.lastIndexOf('/') + 1));
  }

  /** Ends the apiserver as a crash would, and starts it again. */
  public void restartApiServer() throws IOException {
    processes.kill(ControlPlane.API_SERVER);
    start(new ControlPlane(layout, binaries).apiServer());
    Waiting.until(
        "the apiserver",
        () -> kubectl().succeeds("get", "--raw", "/readyz"),
        processes,
        ControlPlane.API_SERVER);
  }

  private String inNode(String... arguments) {
    try {
      return Shell.require(ctr(arguments));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<String> ctr(String... arguments) {
    return Stream.of(
            node.enter().stream(),
            Stream.of("ctr", "--address", NodeComponents.SOCKET, "--namespace", "k8s.io"),
            Stream.of(arguments))
        .flatMap(s -> s)
        .toList();
  }

  /** Ends everything and removes every file of the cluster. */
  public void down() {
    // An interrupt runs this beside the thread that is still starting things.
    goingDown = true;
    try {
      if (layout.real()) {
        // First of all, so that nothing is started anew while the rest goes.
        node.stop();
      }
      // All its data goes: there is nothing that a polite end could save.
      processes.names().forEach(processes::kill);
      Folders.delete(layout.folder());
    } catch (IOException | UncheckedIOException e) {
      throw new Failure("not all could be removed: " + e, "run ./tideway down again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("stopped before all was removed", "run ./tideway down again");
    }
  }

  /** Every process that was started, and whether it lives. */
  public List<String> components() {
    return processes.names();
  }

  public Optional<ProcessHandle> process(String component) {
    return processes.find(component);
  }

  public Path log(String component) {
    return processes.log(component);
  }

  /** Runs one more process with the cluster, to be ended with it. */
  public void startBeside(String name, List<String> command, Map<String, String> env)
      throws IOException {
    start(new Component(name, command, env, false));
  }

  private void start(Component component) throws IOException {
    if (goingDown) {
      throw new Failure("the cluster is being removed", "wait for its end, then ./tideway up");
    }
    processes.start(component, Optional.of(node));
  }
}
